"""What the console shows: alerts first, one visit's story, figures without anybody's data."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from rvr_portal.domain.errors import VisitUnknown
from rvr_portal.domain.visit import State, Step
from rvr_portal.ports import Portal
from rvr_portal.services import alerts, arrivals, board, calls, journey
from rvr_portal.services.private import Private
from rvr_portal.store.database import Database
from tests import cast
from tests.fakes import BetweenStore, Clock


def test_an_alert_stands_above_what_is_newer(portal: Portal, clock: Clock) -> None:
    first, second, third = (cast.a_visit(portal, State.WAITING).visit for _ in range(3))
    alerts.press(portal, first)
    clock.moves(minutes=1)
    journey.check_again(portal, third)
    clock.moves(minutes=1)
    journey.check_again(portal, second)
    assert [card.visit.id for card in board.board(portal)] == [first.id, second.id, third.id]


def test_the_board_ends_somewhere(portal: Portal) -> None:
    for _ in range(board.NEWEST + 1):
        cast.a_link(portal)
    assert len(board.board(portal)) == board.NEWEST


def test_a_card_tells_all_that_is_known(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.IN_CALL)
    card = board.card(portal, arrival.visit.id)
    assert card.step is Step.CALL
    assert card.private.contact.number == cast.NUMBER
    assert card.officer == "Sam Hill"
    assert card.link_until is None
    assert card.readiness is None


def test_an_officer_without_a_name_is_known_by_address(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    officer = cast.an_officer(portal)
    with portal.store.transaction() as rows:
        rows.officers.save(type(officer)(**{**vars(officer), "name": ""}))
    calls.take(portal, arrival.visit.id, officer)
    assert board.card(portal, arrival.visit.id).officer == officer.email


def test_a_card_says_whether_her_page_is_open(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    assert not board.card(portal, visit.id).connected
    portal.presence.here(visit.id, arrivals.VICTIM, portal.now())
    assert board.card(portal, visit.id).connected
    clock.moves(minutes=1)
    assert not board.card(portal, visit.id).connected


def test_a_visit_that_nobody_made_is_unknown(portal: Portal) -> None:
    for look in (board.card, board.timeline):
        with pytest.raises(VisitUnknown):
            look(portal, "nothing")


def test_the_story_is_in_order(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.AFTER).visit
    assert [entry.act for entry in board.timeline(portal, visit.id)] == [
        "visit.prepared",
        "link.issued",
        "link.redeemed",
        "said.safe",
        "needs.told",
        "waiting.began",
        "call.joined",
        "call.ended",
    ]


def test_the_portals_own_story_is_apart(portal: Portal) -> None:
    cast.an_officer(portal)
    cast.a_visit(portal, State.WAITING)
    entries, broken = board.audit(portal)
    assert [entry.act for entry in entries] == ["officer.added"]
    assert broken is None
    assert board.broken(portal) is None


def test_figures_count_states(portal: Portal) -> None:
    for state in (State.WAITING, State.WAITING, State.LEFT):
        cast.a_visit(portal, state)
    assert board.counts(portal) == {"waiting": 2, "left": 1}


def test_a_visit_without_facts_has_an_empty_card(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    with portal.store.transaction() as rows:
        rows.visits.save(visit.changed(portal.now(), key=None, private=None))
    assert board.card(portal, visit.id).private == Private()


def test_a_database_that_does_not_answer_is_not_ready(portal: Portal, tmp_path: Path) -> None:
    nowhere = Database(f"sqlite:///{tmp_path}/no/such/folder/portal.sqlite3")
    assert not board.ready(dataclasses.replace(portal, store=nowhere))


def test_the_database_is_ready_with_the_newest_schema_only(portal: Portal) -> None:
    assert board.ready(portal)
    with portal.store.transaction() as rows:
        rows.visits._db.exec_driver_sql("DELETE FROM alembic_version")  # type: ignore[attr-defined]
    assert not board.ready(portal)
    with portal.store.transaction() as rows:
        rows.visits._db.exec_driver_sql("DROP TABLE alembic_version")  # type: ignore[attr-defined]
    assert not board.ready(portal)


def test_a_look_is_recorded_once_in_ten_minutes_for_each_officer(
    portal: Portal, clock: Clock
) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit

    def looks() -> list[str]:
        entries = board.timeline(portal, visit.id)
        return [it.actor for it in entries if it.act == "visit.viewed"]

    board.viewed(portal, visit.id, by="sam")
    board.viewed(portal, visit.id, by="kim")
    clock.moves(minutes=9, seconds=59)
    board.viewed(portal, visit.id, by="sam")
    assert looks() == ["sam", "kim"]
    clock.moves(seconds=1)
    board.viewed(portal, visit.id, by="sam")
    assert looks() == ["sam", "kim", "sam"]
    assert board.card(portal, visit.id).visit == visit


def test_a_look_at_nothing_is_no_entry(portal: Portal) -> None:
    with pytest.raises(VisitUnknown):
        board.viewed(portal, "nothing", by="sam")


def test_two_tabs_that_look_at_once_are_one_look(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    other_tab = BetweenStore(portal.store, lambda: board.viewed(portal, visit.id, by="sam"))
    first = dataclasses.replace(portal, store=other_tab)  # type: ignore[arg-type]
    board.viewed(first, visit.id, by="sam")
    acts = [entry.act for entry in board.timeline(portal, visit.id)]
    assert acts.count("visit.viewed") == 1
