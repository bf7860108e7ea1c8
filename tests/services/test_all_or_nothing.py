"""A change and its journal entry are one: where the entry cannot be written, nothing has happened."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from rvr_portal.domain.needs import Needs
from rvr_portal.domain.visit import State
from rvr_portal.ports import Journal, Portal, Rows
from rvr_portal.services import (
    aftercare,
    alerts,
    arrivals,
    calls,
    conversation,
    housekeeping,
    invitations,
    journey,
    sign_in,
)
from rvr_portal.services.arrivals import Arrival
from tests import cast
from tests.fakes import Clock

REPORT = {"camera": "ok", "microphone": "ok", "connection": "good", "browser": "ok"}
Act = Callable[[Portal, Arrival], object]


class DiskFull(Exception):
    """The journal cannot be written."""


class FullJournal:
    """A journal whose disk is full: it can be read."""

    def __init__(self, journal: Journal) -> None:
        self.entries = journal.entries

    def add(self, *args: object, **kwargs: object) -> None:
        raise DiskFull


class FullStore:
    """The Store port, where every change works and no entry does."""

    def __init__(self, store: Any) -> None:
        self._store = store

    @contextmanager
    def transaction(self) -> Iterator[Rows]:
        with self._store.transaction() as rows:
            rows.journal = FullJournal(rows.journal)
            yield rows

    def reading(self) -> AbstractContextManager[Rows]:
        reading: AbstractContextManager[Rows] = self._store.reading()
        return reading


def everything(portal: Portal) -> list[list[Any]]:
    """Every row of every table."""
    with portal.store.reading() as rows:
        db = rows.visits._db  # type: ignore[attr-defined]
        names = db.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = sorted(name for (name,) in names)
        return [list(db.exec_driver_sql(f"SELECT * FROM {name}")) for name in tables]  # noqa: S608


ACTS: dict[str, tuple[State, Act]] = {
    "safe": (State.OPENED, lambda p, it: journey.safe(p, it.visit)),
    "unsafe": (State.IN_CALL, lambda p, it: journey.unsafe(p, it.visit)),
    "later": (State.UNSAFE, lambda p, it: journey.later(p, it.visit, "six")),
    "officer": (State.UNSAFE, lambda p, it: journey.officer_instead(p, it.visit, "here")),
    "alert": (State.WAITING, lambda p, it: alerts.press(p, it.visit)),
    "seen": (State.WAITING, lambda p, it: alerts.seen(p, it.visit.id, by="x")),
    "needs": (State.CHOOSING, lambda p, it: journey.tell_needs(p, it.visit, Needs(), "Jo")),
    "report": (State.CHECKING, lambda p, it: journey.report_checks(p, it.visit, REPORT)),
    "checks": (State.CHECKING, lambda p, it: journey.finish_checks(p, it.visit, "video")),
    "leave": (State.IN_CALL, lambda p, it: arrivals.leave(p, it.key)),
    "lost": (State.WAITING, lambda p, it: arrivals.connection_lost(p, it.visit.id)),
    "join": (State.WAITING, lambda p, it: calls.join(p, it.visit.id, sign_in.officers(p)[0])),
    "hang up": (State.IN_CALL, lambda p, it: calls.hang_up(p, it.visit.id, by="x")),
    "say": (
        State.IN_CALL,
        lambda p, it: conversation.say(p, it.visit, "victim", "hello", "0123456789abcdef"),
    ),
    "advice": (
        State.AFTER,
        lambda p, it: aftercare.choose(
            p, it.visit.id, (), (), by="x", phone_is_private=True, readable=True
        ),
    ),
    "close": (State.AFTER, lambda p, it: aftercare.close(p, it.visit.id, by="x")),
    "issue": (
        State.WAITING,
        lambda p, it: invitations.issue(p, it.visit.id, by="x", channel="shown"),
    ),
    "revoke": (State.WAITING, lambda p, it: invitations.revoke(p, it.visit.id, by="x")),
    "send": (State.WAITING, lambda p, it: invitations.send_officer(p, it.visit.id, by="x", why="")),
    "prepare": (State.OPENED, lambda p, it: invitations.prepare(p, cast.a_private(p), by="x")),
    "add officer": (State.OPENED, lambda p, it: cast.an_officer(p, email="kim@force.example")),
    "sign in": (
        State.OPENED,
        lambda p, it: sign_in.sign_in(p, "sam@force.example", cast.PASSWORD),
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_without_its_entry_nothing_has_happened(portal: Portal, name: str) -> None:
    state, act = ACTS[name]
    cast.an_officer(portal)
    arrival = cast.a_visit(portal, state)
    full = dataclasses.replace(portal, store=FullStore(portal.store))  # type: ignore[arg-type]
    before = everything(portal)
    with portal.bus.listen(None) as woken:
        with pytest.raises(DiskFull):
            act(full, arrival)
        assert not woken(0)
    assert everything(portal) == before
    act(portal, arrival)
    assert everything(portal) != before


def test_a_link_is_not_spent_without_its_entry(portal: Portal) -> None:
    _, token = cast.a_link(portal)
    full = dataclasses.replace(portal, store=FullStore(portal.store))  # type: ignore[arg-type]
    with pytest.raises(DiskFull):
        arrivals.redeem(full, token, cast.BROWSER)
    assert arrivals.redeem(portal, token, "another browser").visit.state is State.OPENED


def test_nothing_is_purged_without_its_entry(portal: Portal, clock: Clock) -> None:
    cast.a_visit(portal, State.CLOSED)
    clock.moves(days=8)
    full = dataclasses.replace(portal, store=FullStore(portal.store))  # type: ignore[arg-type]
    before = everything(portal)
    with pytest.raises(DiskFull):
        housekeeping.purge(full, dry_run=False)
    assert everything(portal) == before
