"""A link goes to her only as was agreed, and again only once she has been asked again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rvr_portal.domain.errors import ContactRefused, NotAllowed, ReportMalformed
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, board, invitations, journey, private, sending
from rvr_portal.services.sending import Override
from tests import cast
from tests.fakes import SentTexts

DANGER = Override("danger", "her sister rang from the car")


def agrees(portal: Portal, visit_id: str) -> None:
    contact = board.card(portal, visit_id).private.contact
    invitations.agree(portal, visit_id, contact, by="sam")


def acts(portal: Portal, visit_id: str) -> list[str]:
    return [it.act for it in board.timeline(portal, visit_id)]


@pytest.mark.parametrize("state", [State.LEFT, State.UNSAFE, State.LATER])
def test_who_left_or_is_not_safe_gets_a_link_only_after_she_was_asked(
    portal: Portal, texts: SentTexts, state: State
) -> None:
    visit = cast.a_visit(portal, state).visit
    for way in (sending.by_text, sending.shown):
        with pytest.raises(ContactRefused, match="ask_again"):
            way(portal, visit.id, by="sam")
    assert texts.sent == []
    assert board.card(portal, visit.id).visit.state is state
    agrees(portal, visit.id)
    assert sending.by_text(portal, visit.id, by="sam").visit.state is State.SENT


def test_who_was_lost_is_asked_as_well_unless_she_is_back(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    arrivals.connection_lost(portal, visit.id)
    with pytest.raises(ContactRefused, match="ask_again"):
        sending.shown(portal, visit.id, by="sam")
    arrivals.connection_back(portal, visit.id)
    assert sending.shown(portal, visit.id, by="sam").url


def test_a_supervisor_may_set_it_aside_and_the_journal_says_why(
    portal: Portal, texts: SentTexts
) -> None:
    visit = cast.a_visit(portal, State.LEFT).visit
    sending.by_text(portal, visit.id, by="boss", override=DANGER)
    assert len(texts.sent) == 1
    entry = next(it for it in board.timeline(portal, visit.id) if it.act == "contact.overridden")
    assert (entry.actor, entry.facts) == ("boss", {"refused": "ask_again", "why": "danger"})
    assert board.card(portal, visit.id).private.overridden == "her sister rang from the car"


def test_without_a_number_or_a_reason_nobody_sets_anything_aside(
    portal: Portal, texts: SentTexts
) -> None:
    nobody = cast.a_private(portal, number=None)
    visit = invitations.prepare(portal, nobody, by="test")
    with pytest.raises(ContactRefused, match="no_number"):
        sending.by_text(portal, visit.id, by="boss", override=DANGER)
    visit = invitations.prepare(portal, cast.a_private(portal, text_is_safe=False), by="test")
    with pytest.raises(ReportMalformed):
        sending.by_text(portal, visit.id, by="boss", override=Override("a whim"))
    assert texts.sent == []
    assert "contact.overridden" not in acts(portal, visit.id)


def test_a_text_that_would_give_her_away_is_not_sent(
    portal: Portal, texts: SentTexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = invitations.prepare(portal, cast.a_private(portal), by="test")
    loud = "Police link: https://rvr.example/j/x until 14:30."
    monkeypatch.setattr(sending, "text_of", lambda *_: loud)
    with pytest.raises(ContactRefused, match="text_faulty"):
        sending.by_text(portal, visit.id, by="boss", override=DANGER)
    assert texts.sent == []
    assert board.card(portal, visit.id).link_until is None


@pytest.mark.parametrize(
    ("state", "goes_on"),
    [
        (State.OPENED, State.CHOOSING),
        (State.CHECKING, State.CHECKING),
        (State.WAITING, State.WAITING),
        (State.IN_CALL, State.WAITING),
    ],
)
def test_who_comes_back_goes_on_where_she_was(portal: Portal, state: State, goes_on: State) -> None:
    arrival = cast.a_visit(portal, state)
    before = board.card(portal, arrival.visit.id)
    arrivals.leave(portal, arrival.key)
    agrees(portal, arrival.visit.id)
    link = sending.shown(portal, arrival.visit.id, by="sam")
    back = arrivals.redeem(portal, cast.token_of(link.url), "another browser")
    visit = journey.safe(portal, arrivals.current(portal, back.key))
    assert visit.state is goes_on
    after = board.card(portal, visit.id)
    assert after.needs == before.needs
    assert after.private == replace(before.private, hidden=False)
    assert private.read(portal, visit).called == before.private.called


def test_where_no_link_may_be_made_asking_does_not_help(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    with pytest.raises(NotAllowed):
        sending.shown(portal, visit.id, by="sam")
