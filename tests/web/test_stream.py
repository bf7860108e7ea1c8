"""The stream: a doorbell that rings at once, hands over what was missed, and ends with the visit."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from rvr_portal.domain.account import Role
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import alerts, arrivals, board, calls, invitations
from rvr_portal.web import stream as streams
from tests import cast
from tests.fakes import Clock
from tests.web.conftest import Browser, Holds

NUDGE = "event: nudge\ndata: {}\n\n"
BEAT = ": \n\n"


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", (0.05,))


class Listener:
    """An EventSource: what comes next, one piece at a time."""

    def __init__(self, browser: Browser, address: str = "/v/events", **headers: str) -> None:
        self.answer: TestResponse = browser.client.get(address, headers=headers)
        self._pieces: Iterator[str | bytes] = iter(self.answer.response)

    def hears(self) -> str | None:
        piece = next(self._pieces, None)
        return piece.decode() if isinstance(piece, bytes) else piece

    def signals(self, count: int) -> list[tuple[int, str]]:
        """So many signals: number and peer."""
        found = []
        for _ in range(count):
            kind, number, data = (self.hears() or "").strip().split("\n")
            assert kind == "event: signal"
            found.append((int(number[4:]), json.loads(data[6:])["peer"]))
        return found

    def closes(self) -> None:
        self.answer.close()


def says(portal: Portal, browser: Browser, peer: str) -> None:
    told = json.dumps({"peer": peer, "to": None, "kind": "bye", "body": {"reason": "left"}})
    calls.signal(portal, browser.visit, "officer", told.encode())


def test_it_begins_at_once_and_no_proxy_holds_it_back(holds: Holds) -> None:
    listener = Listener(holds(State.WAITING))
    assert listener.answer.mimetype == "text/event-stream"
    assert listener.answer.headers["X-Accel-Buffering"] == "no"
    assert listener.answer.headers["Cache-Control"] == "no-store"
    assert "Content-Encoding" not in listener.answer.headers
    assert listener.hears() == "retry: 250\n\n"
    assert listener.hears() == BEAT
    listener.closes()


def test_it_rings_when_something_happens(holds: Holds, portal: Portal) -> None:
    browser = holds(State.WAITING)
    listener = Listener(browser)
    listener.hears()
    calls.join(portal, browser.id, cast.an_officer(portal))
    assert listener.hears() == NUDGE
    assert listener.hears() == BEAT
    listener.closes()


def test_it_rings_while_it_waits(
    holds: Holds, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", (20,))
    browser = holds(State.WAITING)
    listener = Listener(browser)
    listener.hears()
    threading.Timer(0.05, portal.bus.nudge, [browser.id]).start()
    assert listener.hears() == NUDGE
    listener.closes()


def test_it_does_not_ring_for_others(holds: Holds, portal: Portal) -> None:
    one, other = holds(State.WAITING), holds(State.WAITING)
    listener = Listener(one)
    listener.hears()
    alerts.press(portal, other.visit)
    assert listener.hears() == BEAT
    listener.closes()


def test_signals_come_in_order_with_their_numbers(holds: Holds, portal: Portal) -> None:
    browser = holds(State.IN_CALL)
    for peer in ("officer-1", "officer-2"):
        says(portal, browser, peer)
    listener = Listener(browser)
    listener.hears()
    first, second = listener.signals(2)
    assert (first[1], second[1]) == ("officer-1", "officer-2")
    assert first[0] < second[0]
    assert listener.hears() == BEAT
    says(portal, browser, "officer-3")
    assert listener.signals(1)[0][1] == "officer-3"
    listener.closes()


def test_what_was_missed_is_handed_over_after_a_break(holds: Holds, portal: Portal) -> None:
    browser = holds(State.IN_CALL)
    for peer in ("officer-1", "officer-2", "officer-3"):
        says(portal, browser, peer)
    number = calls.signals(portal, browser.visit, "victim", 0)[0].number
    for address, headers in (
        (f"/v/events?after={number}", {}),
        ("/v/events", {"Last-Event-ID": str(number)}),
        ("/v/events?after=0", {"Last-Event-ID": str(number)}),
    ):
        listener = Listener(browser, address, **headers)
        listener.hears()
        assert [peer for _, peer in listener.signals(2)] == ["officer-2", "officer-3"]
        listener.closes()


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "1e9", "9" * 40, "²"])
def test_a_number_that_is_none_means_from_the_beginning(
    holds: Holds, portal: Portal, nonsense: str
) -> None:
    browser = holds(State.IN_CALL)
    says(portal, browser, "officer-1")
    listener = Listener(browser, f"/v/events?after={nonsense}")
    listener.hears()
    assert listener.signals(1)[0][1] == "officer-1"
    listener.closes()


def test_outside_a_call_there_are_no_signals(holds: Holds, portal: Portal) -> None:
    browser = holds(State.IN_CALL)
    says(portal, browser, "officer-1")
    listener = Listener(browser, "/v/events?after=999")
    listener.hears()
    calls.hang_up(portal, browser.id, by="officer")
    assert listener.hears() == NUDGE
    assert listener.hears() == BEAT
    listener.closes()


@pytest.mark.parametrize("how", ["leaves", "is revoked", "opens it again", "stays too long"])
def test_it_ends_for_a_browser_that_no_longer_belongs_to_the_visit(
    holds: Holds, portal: Portal, clock: Clock, how: str
) -> None:
    browser = holds(State.IN_CALL)
    listener = Listener(browser)
    listener.hears()
    says(portal, browser, "officer-1")
    if how == "leaves":
        arrivals.leave(portal, browser.key)
    elif how == "is revoked":
        invitations.revoke(portal, browser.id, by="x")
    elif how == "opens it again":
        with portal.store.transaction() as rows:
            rows.sessions.unbind_all(browser.id, portal.now())
    else:
        clock.moves(hours=6)
    assert listener.hears() is None


def test_who_leaves_while_it_waits_hears_the_end(
    holds: Holds, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", (20,))
    browser = holds(State.WAITING)
    listener = Listener(browser)
    listener.hears()
    threading.Timer(0.05, arrivals.leave, [portal, browser.key]).start()
    assert listener.hears() == NUDGE
    assert listener.hears() is None


def test_it_ends_after_five_minutes_and_begins_again(
    holds: Holds, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert streams.LASTS_SECONDS == 300
    monkeypatch.setattr(streams, "LASTS_SECONDS", 0)
    browser = holds(State.WAITING)
    listener = Listener(browser)
    assert listener.hears() == "retry: 250\n\n"
    assert listener.hears() is None


def test_an_open_stream_is_a_page_that_is_there(holds: Holds, portal: Portal) -> None:
    browser = holds(State.WAITING)
    listener = Listener(browser)
    assert portal.presence.is_here(browser.id, "victim", portal.now())
    listener.hears()
    listener.closes()
    assert not portal.presence.is_here(browser.id, "victim", portal.now())


def test_a_page_that_comes_back_is_told_to_the_officer(holds: Holds, portal: Portal) -> None:
    browser = holds(State.WAITING)
    arrivals.connection_lost(portal, browser.id)
    with portal.bus.listen(None) as board_woken:
        listener = Listener(browser)
        assert board_woken(0)
    assert browser.visit.lost_at is None
    assert browser.acts[-1] == "connection.back"
    listener.closes()


def test_a_long_stream_stays_present(holds: Holds, portal: Portal, clock: Clock) -> None:
    browser = holds(State.WAITING)
    listener = Listener(browser)
    listener.hears()
    for _ in range(5):
        clock.moves(seconds=20)
        listener.hears()
        listener.hears()
        assert portal.presence.lost("victim", portal.now()) == []
    listener.closes()


def test_the_board_hears_of_every_visit_and_of_no_signal(
    app: Flask, holds: Holds, portal: Portal
) -> None:
    officer = cast.an_officer(portal, Role.OFFICER)
    console = app.test_client()
    console.post("/officer/sign-in", data={"email": officer.email, "password": cast.PASSWORD})
    one, other = holds(State.WAITING), holds(State.IN_CALL)
    one.client = console
    listener = Listener(one, "/officer/events")
    listener.hears()
    says(portal, other, "officer-1")
    portal.bus.nudge(other.id)
    assert listener.hears() == NUDGE
    alerts.press(portal, one.visit)
    assert listener.hears() == NUDGE
    assert listener.hears() == BEAT
    assert not portal.presence.is_here(other.id, "officer", portal.now())
    assert board.card(portal, one.id).visit.alert_at
    listener.closes()
