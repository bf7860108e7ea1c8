"""The silent alert: pressed, written, seen by her officer; once each, standing until somebody deals with it."""

from __future__ import annotations

import pytest

from rvr_portal.domain.errors import NotAllowed
from rvr_portal.domain.visit import Event, State
from rvr_portal.ports import Portal
from rvr_portal.services import alerts, arrivals, board
from tests import cast


@pytest.mark.parametrize(
    "state", [State.OPENED, State.CHOOSING, State.CHECKING, State.WAITING, State.IN_CALL]
)
def test_a_silent_alert_changes_nothing_but_the_alert(portal: Portal, state: State) -> None:
    arrival = cast.a_visit(portal, state)
    before = arrival.visit.step(portal.now())
    visit = alerts.press(portal, arrivals.current(portal, arrival.key))
    assert (visit.state, visit.step(portal.now())) == (state, before)
    assert visit.alert_at == portal.now()


def test_an_alert_stands_until_somebody_has_seen_it(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    alerts.press(portal, arrival.visit)
    visit = alerts.seen(portal, arrival.visit.id, by="officer-1")
    assert visit.alert_at is None
    last = board.timeline(portal, visit.id)[-1]
    assert (last.act, last.actor) == ("alert.seen", "officer-1")


def raised(portal: Portal, visit_id: str) -> list[object]:
    return [it.facts["by"] for it in board.timeline(portal, visit_id) if it.act == "alert.raised"]


def test_a_press_that_is_told_again_is_one_alert_also_when_somebody_has_seen_it(
    portal: Portal,
) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    alerts.press(portal, visit, "p1")
    alerts.press(portal, visit, "p1")
    alerts.seen(portal, visit.id, by="officer-1")
    assert alerts.press(portal, visit, "p1").alert_at is None
    assert raised(portal, visit.id) == ["alert"]


def test_another_press_is_another_alert(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    alerts.press(portal, visit, "p1")
    alerts.seen(portal, visit.id, by="officer-1")
    assert alerts.press(portal, visit, "p2").alert_at == portal.now()
    assert raised(portal, visit.id) == ["alert", "alert"]


def test_a_sign_that_her_officer_saw_is_an_alert_for_everybody(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    with portal.bus.listen(None) as woken:
        stored = alerts.sign(portal, visit.id, by="officer-1")
        assert woken(0) == "nudge"
    assert (stored.state, stored.alert_by) == (State.IN_CALL, Event.GIVE_SIGN)
    assert board.timeline(portal, visit.id)[-1].actor == "officer-1"


@pytest.mark.parametrize("state", [State.LEFT, State.CLOSED])
def test_who_is_not_here_gives_no_sign(portal: Portal, state: State) -> None:
    visit = cast.a_visit(portal, state).visit
    with pytest.raises(NotAllowed):
        alerts.sign(portal, visit.id, by="officer-1")
    assert raised(portal, visit.id) == []


def test_the_console_reads_what_she_did_before_the_alert(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    assert board.card(portal, visit.id).last is None
    alerts.press(portal, visit, "p1")
    last = board.card(portal, visit.id).last
    assert last
    assert last.act == "waiting.began"
