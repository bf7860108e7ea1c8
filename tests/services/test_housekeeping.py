"""What nobody does by hand: links run out, silent pages are noticed, content goes when its time has come."""

from __future__ import annotations

import dataclasses
import logging

import pytest

from rvr_portal.adapters.vault import AesVault
from rvr_portal.domain.errors import NotAllowed, SealBroken, VisitOver
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, board, calls, conversation, housekeeping, private
from rvr_portal.services.private import Private
from tests import cast
from tests.fakes import BetweenStore, Clock

LINE_ID = "0123456789abcdef"


def test_a_visit_keeps_its_content_until_its_time_is_over(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.CLOSED).visit
    clock.moves(days=7)
    assert housekeeping.purge(portal, dry_run=False) == []
    assert board.card(portal, visit.id).private.called == "Jo"
    clock.moves(seconds=1)
    assert [it.id for it in housekeeping.purge(portal, dry_run=False)] == [visit.id]


def test_a_purge_leaves_the_journal_and_nothing_else(portal: Portal, clock: Clock) -> None:
    arrival = cast.a_visit(portal, State.IN_CALL)
    visit = arrival.visit
    conversation.say(portal, visit, "victim", "he is here", LINE_ID)
    calls.signal(portal, visit, "victim", b'{"peer":"peer-one","kind":"hello","body":{}}')
    with portal.store.reading() as rows:
        [line], [signal] = (
            rows.messages.after(visit.id, 0),
            rows.signals.after(visit.id, "officer", 0),
        )
    before = board.timeline(portal, visit.id)
    clock.moves(days=8)
    housekeeping.purge(portal, dry_run=False)

    card = board.card(portal, visit.id)
    assert card.private == Private()
    assert (card.visit.needs, card.visit.readiness, card.visit.advice) == (None, None, None)
    assert (card.visit.key, card.visit.private) == (None, None)
    assert card.visit.state is State.IN_CALL
    assert conversation.lines(portal, card.visit) == ()
    with portal.store.reading() as rows:
        assert rows.messages.after(visit.id, 0) == []
        assert rows.signals.after(visit.id, "officer", 0) == []
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)
    told = board.timeline(portal, visit.id)
    assert told[:-1] == before
    assert (told[-1].act, told[-1].actor) == ("visit.purged", "system")
    assert board.audit(portal)[1] is None
    # Copies of what was sealed may lie in backups: without the key they stay shut.
    for sealed in (visit.private or b"", line.sealed, bytes.fromhex(signal.envelope)):
        with pytest.raises(SealBroken):
            portal.vault.open(card.visit.key or b"", sealed, f"private:{visit.id}")


def test_nothing_can_be_sealed_into_what_was_purged(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    clock.moves(days=8)
    housekeeping.purge(portal, dry_run=False)
    with pytest.raises(NotAllowed):
        conversation.say(portal, visit, "officer", "hello", LINE_ID)
    with pytest.raises(NotAllowed):
        calls.signal(portal, visit, "officer", b'{"peer":"peer-one","kind":"hello","body":{}}')
    emptied = board.card(portal, visit.id).visit
    assert private.with_private(portal, emptied, Private(called="Jo")) == emptied


def test_a_purge_happens_once(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.CLOSED).visit
    clock.moves(days=8)
    for _ in range(3):
        housekeeping.tidy(portal)
    acts = [entry.act for entry in board.timeline(portal, visit.id)]
    assert acts.count("visit.purged") == 1


def test_trying_it_first_changes_nothing(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.CLOSED).visit
    clock.moves(days=8)
    before = board.card(portal, visit.id), board.timeline(portal, visit.id)
    assert [it.id for it in housekeeping.purge(portal, dry_run=True)] == [visit.id]
    assert (board.card(portal, visit.id), board.timeline(portal, visit.id)) == before


def test_practice_goes_after_an_hour_and_nothing_real_with_it(portal: Portal, clock: Clock) -> None:
    arrival = cast.a_visit(portal, State.AFTER, practice=True)
    practice = arrival.visit
    real = cast.a_visit(portal, State.AFTER).visit
    clock.moves(minutes=60)
    assert housekeeping.purge(portal, dry_run=True) == []
    clock.moves(seconds=1)
    housekeeping.tidy(portal)
    assert board.card(portal, practice.id).private == Private()
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)
    assert board.card(portal, real.id).private.called == "Jo"


def test_a_round_lets_links_run_out(portal: Portal, clock: Clock) -> None:
    visit, _ = cast.a_link(portal)
    clock.moves(minutes=31)
    housekeeping.tidy(portal)
    assert board.card(portal, visit.id).visit.state is State.EXPIRED


def test_a_round_notices_a_page_that_fell_silent_and_a_reload_is_none(
    portal: Portal, clock: Clock
) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    portal.presence.opened(visit.id, arrivals.VICTIM, portal.now())
    portal.presence.gone(visit.id, arrivals.VICTIM, portal.now())
    clock.moves(seconds=5)
    housekeeping.tidy(portal)
    assert board.card(portal, visit.id).visit.lost_at is None
    clock.moves(seconds=6)
    housekeeping.tidy(portal)
    housekeeping.tidy(portal)
    assert board.card(portal, visit.id).visit.lost_at == portal.now()
    acts = [entry.act for entry in board.timeline(portal, visit.id)]
    assert acts.count("connection.lost") == 1


class Enough(Exception):
    """Ends a test's night of housekeeping."""


def test_one_failure_does_not_stop_the_next_round(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rounds: list[float] = []

    def sleep(seconds: float) -> None:
        if len(rounds) == 3:
            raise Enough
        rounds.append(seconds)

    monkeypatch.setattr(housekeeping.time, "sleep", sleep)
    broken = dataclasses.replace(portal, store=None)  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR), pytest.raises(Enough):
        housekeeping.keep_house(broken)
    assert rounds == [housekeeping.EVERY_SECONDS] * 3
    assert caplog.text.count("housekeeping failed") == 3


def test_keys_can_be_changed_while_visits_live(portal: Portal, clock: Clock) -> None:
    """Old and new side by side, all visits moved over, the old one thrown away."""
    old, new = "k" * 32, "n" * 32
    visits = [cast.a_visit(portal, State.WAITING).visit for _ in range(3)]
    clock.moves(seconds=1)
    both = dataclasses.replace(portal, vault=AesVault((new, old)))
    only_new = dataclasses.replace(portal, vault=AesVault((new,)))
    assert board.card(both, visits[0].id).private.called == "Jo"
    with pytest.raises(SealBroken):
        board.card(only_new, visits[0].id)

    assert housekeeping.rotate(both) == 3
    for visit in visits:
        assert board.card(only_new, visit.id).private.called == "Jo"
        with pytest.raises(SealBroken):
            board.card(portal, visit.id)
    assert board.audit(portal)[1] is None


def test_moving_keys_does_not_make_an_old_visit_new(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.CLOSED).visit
    clock.moves(days=7)
    housekeeping.rotate(portal)
    clock.moves(seconds=1)
    assert [it.id for it in housekeeping.purge(portal, dry_run=True)] == [visit.id]


def test_a_visit_that_is_purged_meanwhile_stays_purged(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.CLOSED).visit
    clock.moves(days=8)
    between = BetweenStore(portal.store, lambda: housekeeping.purge(portal, dry_run=False))
    housekeeping.rotate(dataclasses.replace(portal, store=between))  # type: ignore[arg-type]
    assert board.card(portal, visit.id).visit.key is None


def test_what_was_purged_has_no_key_to_move(portal: Portal, clock: Clock) -> None:
    cast.a_visit(portal, State.CLOSED)
    clock.moves(days=8)
    housekeeping.purge(portal, dry_run=False)
    assert housekeeping.rotate(portal) == 0
