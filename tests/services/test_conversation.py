"""Chat: each line once, in order, for both sides, and only while there is somebody to read it."""

from __future__ import annotations

import dataclasses

import pytest

from rvr_portal.domain.errors import ChatMalformed, NotAllowed
from rvr_portal.domain.visit import Event, State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import board, conversation
from tests import cast

ONE, TWO, THREE = ("0123456789abcde" + last for last in "123")


def said(portal: Portal, visit: Visit, after: int = 0) -> list[tuple[str, str]]:
    return [(it.side, it.text) for it in conversation.lines(portal, visit, after)]


def test_both_sides_read_the_same_lines_in_order(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    conversation.say(portal, visit, "victim", "he is here", ONE)
    conversation.say(portal, visit, "officer", "we are coming", TWO)
    assert said(portal, visit) == [("victim", "he is here"), ("officer", "we are coming")]
    first = conversation.lines(portal, visit)[0]
    assert first.at == portal.now()
    assert said(portal, visit, first.number) == [("officer", "we are coming")]


def test_a_line_sent_again_after_a_lost_answer_is_one_line(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    for _ in range(3):
        conversation.say(portal, visit, "victim", "hello", ONE)
    assert said(portal, visit) == [("victim", "hello")]
    acts = [it.act for it in board.timeline(portal, visit.id)]
    assert acts.count("chat.said") == 1


def test_the_same_id_of_the_other_side_or_visit_is_another_line(portal: Portal) -> None:
    one, other = (cast.a_visit(portal, State.WAITING).visit for _ in range(2))
    conversation.say(portal, one, "victim", "hello", ONE)
    conversation.say(portal, one, "officer", "hello", ONE)
    conversation.say(portal, other, "victim", "hello", ONE)
    assert len(said(portal, one)) == 2
    assert len(said(portal, other)) == 1


def test_the_journal_counts_letters_and_keeps_none(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    conversation.say(portal, visit, "victim", "he is here", ONE)
    assert board.timeline(portal, visit.id)[-1].facts == {"letters": 10}


@pytest.mark.parametrize("state", [State.WAITING, State.IN_CALL, State.AFTER])
def test_there_is_chat_while_somebody_may_read_it(portal: Portal, state: State) -> None:
    visit = cast.a_visit(portal, state).visit
    conversation.say(portal, visit, "victim", "hello", ONE)
    assert said(portal, visit) == [("victim", "hello")]


@pytest.mark.parametrize("state", [State.OPENED, State.CHECKING, State.CLOSED, State.LEFT])
def test_elsewhere_there_is_none(portal: Portal, state: State) -> None:
    visit = cast.a_visit(portal, state).visit
    with pytest.raises(NotAllowed):
        conversation.say(portal, visit, "victim", "hello", ONE)
    assert said(portal, visit) == []


def test_a_damaged_line_changes_nothing(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    before = board.timeline(portal, visit.id)
    with pytest.raises(ChatMalformed):
        conversation.say(portal, visit, "victim", " ", ONE)
    assert board.timeline(portal, visit.id) == before


def test_after_a_purge_there_is_nothing_to_read(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    conversation.say(portal, visit, "victim", "hello", ONE)
    assert said(portal, dataclasses.replace(visit, key=None)) == []


@pytest.mark.parametrize("state", [State.WAITING, State.IN_CALL, State.AFTER])
def test_her_key_word_in_a_line_is_an_alert_once(portal: Portal, state: State) -> None:
    visit = cast.a_visit(portal, state).visit
    for _ in range(2):
        conversation.say(portal, visit, "victim", "has my PARCEL come?", ONE)
    with portal.store.reading() as rows:
        stored = rows.visits.get(visit.id)
    assert (stored.state, stored.alert_by) == (state, Event.SAY_KEY_WORD)
    acts = [it.act for it in board.timeline(portal, visit.id)]
    assert acts.count("alert.raised") == 1
    assert said(portal, visit) == [("victim", "has my PARCEL come?")]


@pytest.mark.parametrize(("side", "text"), [("officer", "parcel"), ("victim", "parcels")])
def test_the_officers_word_or_another_is_no_alert(portal: Portal, side: str, text: str) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    conversation.say(portal, visit, side, text, ONE)
    with portal.store.reading() as rows:
        assert rows.visits.get(visit.id).alert_at is None
