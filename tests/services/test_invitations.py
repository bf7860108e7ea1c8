"""Links made, sent, replaced and withdrawn; an officer sent where a call is not the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rvr_portal.domain import sms
from rvr_portal.domain.contact import SafeContact
from rvr_portal.domain.eligibility import Eligibility
from rvr_portal.domain.errors import (
    ContactRefused,
    LinkRefused,
    NotAllowed,
    SmsRefused,
    SmsUnavailable,
    VisitOver,
    VisitUnknown,
)
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, board, housekeeping, invitations, sending
from tests import cast
from tests.fakes import Clock, SentTexts

GOOD = Eligibility(
    immediate_threat=False, suspect_near=False, safe_place=True, has_device=True, wants_video=True
)


def acts(portal: Portal, visit: Visit) -> list[str]:
    return [entry.act for entry in board.timeline(portal, visit.id)]


def prepared(portal: Portal, practice: bool = False, **contact: object) -> Visit:
    private = cast.a_private(portal, **contact)
    return invitations.prepare(portal, private, by="test", practice=practice)


def test_a_prepared_visit_has_no_link_and_a_check_word(portal: Portal) -> None:
    visit = prepared(portal, check_word="")
    card = board.card(portal, visit.id)
    assert card.visit.state is State.PREPARED
    assert card.link_until is None
    assert len(card.private.contact.check_word.split()) == 2


def test_the_check_word_that_was_agreed_is_kept(portal: Portal) -> None:
    visit = prepared(portal)
    assert board.card(portal, visit.id).private.contact.check_word == "blue otter"


def test_a_gate_that_is_open_makes_a_visit(portal: Portal) -> None:
    visit = invitations.prepare(portal, cast.a_private(portal), by="test", gate=GOOD)
    assert visit.state is State.PREPARED
    assert invitations.issue(portal, visit.id, by="test", channel="shown").url


def test_a_shut_gate_sends_an_officer_and_never_a_link(portal: Portal) -> None:
    gate = replace(GOOD, suspect_near=True, has_device=False)
    visit = invitations.prepare(portal, cast.a_private(portal), by="test", gate=gate)
    assert visit.state is State.DECLINED
    last = board.timeline(portal, visit.id)[-1]
    assert (last.act, last.facts) == (
        "officer.sent_instead",
        {"reasons": "suspect_near no_device"},
    )
    with pytest.raises(NotAllowed):
        invitations.issue(portal, visit.id, by="test", channel="shown")


def test_the_address_is_told_once_and_its_id_never_kept(portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    link_id = token.split(".")[0]
    card = board.card(portal, visit.id)
    assert card.link_until == portal.now() + portal.times.link
    assert link_id not in repr((card, board.timeline(portal, visit.id)))
    with portal.store.reading() as rows:
        live = rows.links.live(visit.id, portal.now())
    assert live is not None
    assert link_id not in repr(live)


def test_of_two_links_only_the_newer_one_opens(portal: Portal) -> None:
    visit, older = cast.a_link(portal)
    newer = invitations.issue(portal, visit.id, by="test", channel="shown")
    with pytest.raises(LinkRefused) as error:
        arrivals.look(portal, older, None)
    assert error.value.reason == "revoked"
    assert arrivals.look(portal, cast.token_of(newer.url), None).id == visit.id
    told = [it.facts for it in board.timeline(portal, visit.id) if it.act == "link.issued"]
    assert told == [
        {"channel": "shown", "resent": False},
        {"channel": "shown", "resent": True},
    ]


def test_a_fresh_link_brings_back_who_left(portal: Portal) -> None:
    left = cast.a_visit(portal, State.LEFT).visit
    invitation = invitations.issue(portal, left.id, by="test", channel="shown")
    assert invitation.visit.left_at is None
    back = arrivals.redeem(portal, cast.token_of(invitation.url), "another browser")
    assert arrivals.current(portal, back.key).state is State.OPENED


def test_a_text_carries_the_link_in_the_words_agreed(portal: Portal, texts: SentTexts) -> None:
    visit = prepared(portal, wording="link_short")
    invitation = sending.by_text(portal, visit.id, by="test")
    [(number, text)] = texts.sent
    assert number == cast.NUMBER
    assert text == f"Your link: {invitation.url} Works until 14:30."
    last = board.timeline(portal, visit.id)[-1]
    assert (last.act, last.facts) == ("text.sent", {"receipt": "receipt-1"})


def test_a_text_is_in_the_language_that_she_reads(portal: Portal, texts: SentTexts) -> None:
    for language in ("en", "cy"):
        private = cast.a_private(portal)
        visit = invitations.prepare(portal, private, by="test", language=language)
        sending.by_text(portal, visit.id, by="test")
    english, welsh = (text for _, text in texts.sent)
    assert english.split("https:")[0] != welsh.split("https:")[0]
    assert all(sms.faults(text) == () for text in (english, welsh))


@pytest.mark.parametrize(
    ("contact", "reason"),
    [
        ({"number": None}, "no_number"),
        ({"text_is_safe": False}, "text_not_agreed"),
        ({"safe_until": None}, "no_longer_safe"),
    ],
)
def test_no_text_without_agreement(
    portal: Portal, texts: SentTexts, contact: dict[str, object], reason: str
) -> None:
    visit = prepared(portal, **contact)
    with pytest.raises(ContactRefused, match=reason):
        sending.by_text(portal, visit.id, by="test")
    assert texts.sent == []
    assert board.card(portal, visit.id).link_until is None


def test_no_text_after_the_hour_agreed(portal: Portal, clock: Clock, texts: SentTexts) -> None:
    visit = prepared(portal)
    clock.moves(hours=1)
    with pytest.raises(ContactRefused, match="no_longer_safe"):
        sending.by_text(portal, visit.id, by="test")
    assert texts.sent == []


def test_practice_sends_nothing(portal: Portal, texts: SentTexts) -> None:
    visit = prepared(portal, practice=True)
    with pytest.raises(ContactRefused, match="practice"):
        sending.by_text(portal, visit.id, by="test")
    assert texts.sent == []


@pytest.mark.parametrize("word", ["", "green heron"])
def test_safe_contact_can_be_agreed_again(portal: Portal, word: str) -> None:
    visit = prepared(portal)
    before = board.card(portal, visit.id).private
    contact = SafeContact(number="+447700900456", key_word="kettle", check_word=word)
    invitations.agree(portal, visit.id, contact, by="sam")
    private = board.card(portal, visit.id).private
    assert private == replace(before, contact=replace(contact, check_word=word or "blue otter"))
    last = board.timeline(portal, visit.id)[-1]
    assert (last.act, last.actor, last.facts) == (
        "contact.agreed",
        "sam",
        {"text": "not_safe", "ring": False, "voicemail": False},
    )


def test_nothing_is_agreed_where_no_link_can_follow(portal: Portal, clock: Clock) -> None:
    for state in (State.IN_CALL, State.CLOSED):
        arrival = cast.a_visit(portal, state)
        with pytest.raises(NotAllowed):
            invitations.agree(portal, arrival.visit.id, SafeContact(), by="sam")
    visit = prepared(portal)
    clock.moves(days=8)
    housekeeping.purge(portal, dry_run=False)
    with pytest.raises(NotAllowed):
        invitations.agree(portal, visit.id, SafeContact(), by="sam")


@pytest.mark.parametrize("failure", [SmsRefused("no such number"), SmsUnavailable("try again")])
def test_a_text_that_fails_is_told_and_the_link_can_be_read_out(
    portal: Portal, texts: SentTexts, failure: SmsRefused | SmsUnavailable
) -> None:
    visit = prepared(portal)
    texts.fails_with = failure
    with pytest.raises(type(failure)):
        sending.by_text(portal, visit.id, by="test")
    last = board.timeline(portal, visit.id)[-1]
    assert (last.act, last.facts) == ("text.failed", {"why": failure.code})
    assert board.card(portal, visit.id).visit.state is State.SENT


@pytest.mark.parametrize("state", [State.OPENED, State.WAITING, State.IN_CALL])
def test_revoking_ends_it_wherever_it_has_got_to(portal: Portal, state: State) -> None:
    arrival = cast.a_visit(portal, state)
    assert invitations.revoke(portal, arrival.visit.id, by="test").state is State.REVOKED
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)
    assert acts(portal, arrival.visit)[-1] == "visit.revoked"


def test_what_is_over_cannot_be_revoked(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.CLOSED)
    before = board.timeline(portal, arrival.visit.id)
    with pytest.raises(NotAllowed):
        invitations.revoke(portal, arrival.visit.id, by="test")
    assert board.timeline(portal, arrival.visit.id) == before


def test_an_officer_can_be_sent_from_the_console(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    invitations.send_officer(portal, arrival.visit.id, by="test", why="asked")
    assert arrivals.current(portal, arrival.key).state is State.IN_PERSON
    last = board.timeline(portal, arrival.visit.id)[-1]
    assert (last.act, last.facts) == ("officer.sent", {"why": "asked"})


def test_a_link_in_use_does_not_run_out_under_her(portal: Portal, clock: Clock) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    clock.moves(minutes=31)
    invitations.expire_overdue(portal)
    assert arrivals.current(portal, arrival.key).state is State.WAITING


def test_a_visit_that_went_on_another_way_outlives_its_link(portal: Portal, clock: Clock) -> None:
    visit, _ = cast.a_link(portal)
    invitations.send_officer(portal, visit.id, by="test", why="asked")
    clock.moves(minutes=31)
    before = board.timeline(portal, visit.id)
    invitations.expire_overdue(portal)
    assert board.card(portal, visit.id).visit.state is State.IN_PERSON
    assert board.timeline(portal, visit.id) == before
    with portal.store.reading() as rows:
        assert rows.links.overdue(portal.now()) == []


def test_an_expired_visit_takes_a_fresh_link(portal: Portal, clock: Clock) -> None:
    visit, _ = cast.a_link(portal)
    clock.moves(minutes=30)
    invitations.expire_overdue(portal)
    last = board.timeline(portal, visit.id)[-1]
    assert (last.act, last.actor) == ("link.expired", "system")
    assert invitations.issue(portal, visit.id, by="test", channel="shown").visit.state is State.SENT


def test_a_visit_that_nobody_made_is_unknown(portal: Portal) -> None:
    for act in (invitations.revoke, sending.by_text):
        with pytest.raises(VisitUnknown):
            act(portal, "nothing", by="test")
