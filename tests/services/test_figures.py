"""Figures of a call: taken while it is on and just after, kept once for each side, never of practice."""

from __future__ import annotations

import json

import pytest

from rvr_portal.domain.errors import NotAllowed, ReportMalformed
from rvr_portal.domain.figures import Line
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import board, calls, figures, housekeeping, journey
from tests import cast
from tests.domain.test_figures import TOLD
from tests.fakes import Clock


def report(**changed: object) -> bytes:
    return json.dumps({**TOLD, **changed}).encode()


def kept(portal: Portal, visit: Visit) -> list[tuple[str, object]]:
    told = board.timeline(portal, visit.id)
    return [(it.actor, it.facts["step_downs"]) for it in told if it.act == "call.figures"]


def test_each_side_is_kept_once_when_the_call_is_over(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    for seconds, downs in ((60, 1), (120, 4)):
        figures.receive(portal, visit, "victim", report(seconds=seconds, step_downs=downs))
        figures.receive(portal, visit, "officer", report(seconds=seconds, step_downs=0))
        housekeeping.tidy(portal)
    assert kept(portal, visit) == []
    visit = calls.hang_up(portal, visit.id, by="victim")
    clock.moves(seconds=8)
    # A slow phone's last word comes when the call is over already.
    figures.receive(portal, visit, "victim", report(seconds=130, step_downs=5))
    housekeeping.tidy(portal)
    assert kept(portal, visit) == []
    clock.moves(seconds=23)
    for _ in range(3):
        housekeeping.tidy(portal)
    assert kept(portal, visit) == [("victim", 5), ("officer", 0)]
    with pytest.raises(NotAllowed):
        figures.receive(portal, visit, "victim", report(seconds=140))
    assert board.broken(portal) is None


def test_an_older_report_that_comes_late_changes_nothing(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    figures.receive(portal, visit, "victim", report(seconds=120, step_downs=4))
    figures.receive(portal, visit, "victim", report(seconds=60, step_downs=1))
    calls.hang_up(portal, visit.id, by="victim")
    clock.moves(seconds=31)
    housekeeping.tidy(portal)
    assert kept(portal, visit) == [("victim", 4)]


def test_a_reload_loses_nothing(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    for number in range(40):
        figures.receive(portal, visit, "victim", report(peer=f"page-{number:04}", step_downs=1))
    calls.hang_up(portal, visit.id, by="victim")
    clock.moves(seconds=31)
    housekeeping.tidy(portal)
    assert kept(portal, visit) == [("victim", 40)]


def test_two_calls_of_a_visit_are_apart(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    figures.receive(portal, visit, "victim", report(step_downs=1))
    visit = calls.hang_up(portal, visit.id, by="victim")
    journey.talk_again(portal, visit)
    visit = calls.join(portal, visit.id, cast.an_officer(portal))
    figures.receive(portal, visit, "victim", report(step_downs=7, peer="page-number-2"))
    housekeeping.tidy(portal)
    assert kept(portal, visit) == [("victim", 1)]
    calls.hang_up(portal, visit.id, by="victim")
    clock.moves(seconds=31)
    housekeeping.tidy(portal)
    assert kept(portal, visit) == [("victim", 1), ("victim", 7)]


@pytest.mark.parametrize("state", [State.CHECKING, State.WAITING])
def test_before_a_call_there_is_nothing_to_report(portal: Portal, state: State) -> None:
    with pytest.raises(NotAllowed):
        figures.receive(portal, cast.a_visit(portal, state).visit, "victim", report())


def test_a_damaged_report_changes_nothing(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    with pytest.raises(ReportMalformed):
        figures.receive(portal, visit, "victim", b"{")
    assert figures.line(portal, visit) == (None, None)


def test_of_practice_nothing_is_kept(portal: Portal, clock: Clock) -> None:
    waiting = cast.a_visit(portal, State.WAITING, practice=True).visit
    visit = calls.practise(portal, waiting)
    figures.receive(portal, visit, "victim", report())
    calls.hang_up(portal, visit.id, by="victim")
    clock.moves(seconds=31)
    housekeeping.tidy(portal)
    assert kept(portal, visit) == []


def test_the_officer_is_woken_only_when_the_line_changes(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    with portal.bus.listen(visit.id) as woken:
        for changed, wakes, line in [
            ({}, True, Line.GOOD), ({"rtt_ms": 310}, False, Line.GOOD),
            ({"level": 1}, True, Line.THIN), ({"level": 1, "seconds": 90}, False, Line.THIN),
            ({"concealed_now_percent": 30, "level": 1, "seconds": 95}, True, Line.BREAKING),
        ]:  # fmt: skip
            figures.receive(portal, visit, "victim", report(**changed))
            assert bool(woken(0)) is wakes
            assert figures.line(portal, visit)[0] is line
    assert figures.line(portal, visit) == (Line.BREAKING, 1)


def test_what_is_old_says_nothing_of_the_line(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    assert figures.line(portal, visit) == (None, None)
    figures.receive(portal, visit, "officer", report(level=1))
    assert figures.line(portal, visit) == (Line.THIN, None)
    clock.moves(seconds=91)
    assert figures.line(portal, visit) == (None, None)
    figures.receive(portal, visit, "officer", report(seconds=150))
    calls.hang_up(portal, visit.id, by="x")
    assert figures.line(portal, visit) == (None, None)


def test_a_visit_without_a_call_has_no_line(portal: Portal) -> None:
    assert figures.line(portal, cast.a_visit(portal, State.WAITING).visit) == (None, None)
