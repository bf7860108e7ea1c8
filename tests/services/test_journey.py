"""Her steps: each choice goes on, is told to the officer at once, and keeps her words sealed."""

from __future__ import annotations

import json

import pytest

from rvr_portal.domain.checks import Answer
from rvr_portal.domain.errors import NotAllowed, ReportMalformed
from rvr_portal.domain.needs import Needs
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import alerts, board, journey
from tests import cast

REPORT = {"camera": "denied", "microphone": "ok", "connection": "good", "browser": "ok"}


def told(portal: Portal, visit_id: str) -> str:
    entries = [(it.act, dict(it.facts)) for it in board.timeline(portal, visit_id)]
    return json.dumps(entries)


def test_the_way_from_the_link_to_the_waiting_room(portal: Portal) -> None:
    arrival = cast.an_arrival(portal)
    visit = journey.safe(portal, arrival.visit)
    assert visit.state is State.CHOOSING
    visit = journey.tell_needs(portal, visit, Needs(reads="cy", media="sound"), "Jo")
    assert (visit.state, visit.language) == (State.CHECKING, "cy")
    visit = journey.finish_checks(portal, visit, "text")
    assert visit.state is State.WAITING
    card = board.card(portal, visit.id)
    assert card.needs == Needs(reads="cy", media="text")
    assert card.private.called == "Jo"
    assert card.visit.alert_at is None


def test_who_says_nothing_about_languages_keeps_hers(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.CHOOSING, language="pl")
    assert journey.tell_needs(portal, arrival.visit, Needs(), "").language == "pl"


def test_not_safe_is_an_alert_at_once(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    visit = journey.unsafe(portal, arrival.visit)
    assert visit.state is State.UNSAFE
    assert visit.alert_at == portal.now()
    assert board.board(portal)[0].visit.id == visit.id


def test_she_may_find_that_it_is_safe_after_all(portal: Portal) -> None:
    for state in (State.UNSAFE, State.LATER):
        arrival = cast.a_visit(portal, state)
        assert journey.safe(portal, arrival.visit).state is State.CHOOSING


def test_when_and_where_stay_sealed_and_have_an_end(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.UNSAFE)
    visit = journey.later(portal, arrival.visit, "after six, the red door " + "x" * 300)
    visit = journey.officer_instead(portal, visit, "the blue gate " + "y" * 400)
    card = board.card(portal, visit.id)
    assert visit.state is State.IN_PERSON
    assert visit.alert_at == portal.now()
    assert card.private.later.startswith("after six")
    assert card.private.where.startswith("the blue gate")
    assert (len(card.private.later), len(card.private.where)) == (200, 300)
    assert "red door" not in told(portal, visit.id)
    assert "blue gate" not in told(portal, visit.id)


def test_a_choice_can_be_changed(portal: Portal) -> None:
    for state in (State.CHECKING, State.WAITING):
        arrival = cast.a_visit(portal, state)
        assert journey.change_needs(portal, arrival.visit).state is State.CHOOSING
    arrival = cast.a_visit(portal, State.WAITING)
    assert journey.check_again(portal, arrival.visit).state is State.CHECKING


def test_after_a_call_she_may_talk_again(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.AFTER)
    assert journey.talk_again(portal, arrival.visit).state is State.WAITING


def test_what_her_phone_can_do_reaches_the_officer(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.CHECKING)
    readiness = journey.report_checks(portal, arrival.visit, REPORT)
    assert readiness.answer is Answer.SOUND_ONLY
    card = board.card(portal, arrival.visit.id)
    assert card.readiness == readiness
    assert card.visit.state is State.CHECKING
    last = board.timeline(portal, arrival.visit.id)[-1]
    assert last.facts == {"answer": "sound_only", "problems": "camera_denied"}


def test_the_journal_keeps_what_the_check_measured(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.CHECKING)
    measured = {"relay": "udp", "path_ms": "180", "bitrate_up_kbps": "300"}
    journey.report_checks(portal, arrival.visit, {**REPORT, **measured})
    last = board.timeline(portal, arrival.visit.id)[-1]
    assert last.facts == {
        "answer": "sound_only",
        "problems": "camera_denied",
        "relay": "udp",
        "path_ms": 180,
        "bitrate_up_kbps": 300,
    }


def test_a_damaged_report_leaves_the_visit_as_it_was(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.CHECKING)
    before = board.card(portal, arrival.visit.id), board.timeline(portal, arrival.visit.id)
    with pytest.raises(ReportMalformed):
        journey.report_checks(portal, arrival.visit, {**REPORT, "camera": "broken"})
    assert (
        board.card(portal, arrival.visit.id),
        board.timeline(portal, arrival.visit.id),
    ) == before


def test_an_old_page_cannot_take_her_back(portal: Portal) -> None:
    """What counts is the visit as it stands, not as the page last saw it."""
    arrival = cast.an_arrival(portal)
    journey.safe(portal, arrival.visit)
    with pytest.raises(NotAllowed):
        journey.safe(portal, arrival.visit)


def test_going_out_of_the_call_forgets_its_signals(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.IN_CALL)
    with portal.store.transaction() as rows:
        rows.signals.add(arrival.visit.id, "victim", "sealed", portal.now())
    alerts.press(portal, arrival.visit)
    with portal.store.reading() as rows:
        assert rows.signals.last(arrival.visit.id, "victim")
    journey.unsafe(portal, arrival.visit)
    with portal.store.reading() as rows:
        assert rows.signals.last(arrival.visit.id, "victim") == 0


def test_every_step_says_where_she_came_from(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    journey.unsafe(portal, arrival.visit)
    last = board.timeline(portal, arrival.visit.id)[-1]
    assert (last.act, last.actor, last.facts) == ("said.unsafe", "victim", {"from": "waiting"})
