"""What she keeps: exactly what her officer chose, for as long as she was told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rvr_portal.domain.advice import NotOffered
from rvr_portal.domain.errors import LinkRefused, NotAllowed, VisitOver
from rvr_portal.domain.visit import State, Step, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import aftercare, arrivals, board
from tests import cast
from tests.fakes import Clock

TOPICS, CONTACTS = ("housing", "pets"), ("gdass",)


def chosen(portal: Portal, visit: Visit, *, readable: bool = True) -> Visit:
    return aftercare.choose(
        portal, visit.id, TOPICS, CONTACTS, by="test", phone_is_private=False, readable=readable
    )


def test_she_reads_exactly_what_was_chosen(portal: Portal) -> None:
    visit = chosen(portal, cast.a_visit(portal, State.AFTER).visit)
    pack = aftercare.pack(portal, visit, "en")
    assert tuple(it.id for it in pack.topics) == TOPICS
    assert tuple(it.id for it in pack.contacts) == CONTACTS
    assert [it.id for it in pack.always_contacts][0] == "police_999"


def test_before_a_choice_there_is_what_everybody_gets(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.AFTER).visit
    pack = aftercare.pack(portal, visit, "cy")
    assert (pack.topics, pack.contacts) == ((), ())
    assert pack.always_topics


def test_the_choice_may_change_and_the_last_one_counts(portal: Portal) -> None:
    visit = chosen(portal, cast.a_visit(portal, State.IN_CALL).visit)
    visit = aftercare.choose(
        portal, visit.id, (), CONTACTS, by="test", phone_is_private=False, readable=False
    )
    assert aftercare.chosen(visit).topics == ()
    assert visit.readable_until is None
    told = [it.facts for it in board.timeline(portal, visit.id) if it.act == "advice.chosen"]
    assert told == [
        {"topics": "housing pets", "contacts": "gdass", "readable": True},
        {"topics": "", "contacts": "gdass", "readable": False},
    ]


@pytest.mark.parametrize(
    ("topics", "contacts", "entry"),
    [
        (("nothing",), (), "nothing"),
        ((), ("nobody",), "nobody"),
        (("leaving_safely",), (), "leaving"),
    ],
)
def test_what_may_not_be_chosen_is_named_and_changes_nothing(
    portal: Portal, topics: tuple[str, ...], contacts: tuple[str, ...], entry: str
) -> None:
    visit = cast.a_visit(portal, State.AFTER).visit
    before = board.card(portal, visit.id), board.timeline(portal, visit.id)
    with pytest.raises(NotOffered, match=entry):
        aftercare.choose(
            portal, visit.id, topics, contacts, by="x", phone_is_private=False, readable=True
        )
    assert (board.card(portal, visit.id), board.timeline(portal, visit.id)) == before


def test_what_may_be_read_again_is_there_until_the_time_shown(portal: Portal, clock: Clock) -> None:
    arrival = cast.a_visit(portal, State.AFTER)
    visit = chosen(portal, arrival.visit)
    assert visit.readable_until == portal.now() + portal.times.read_again
    aftercare.close(portal, visit.id, by="test")
    seen = arrivals.current(portal, arrival.key)
    assert (seen.state, seen.step(portal.now())) == (State.CLOSED, Step.AFTER)
    assert seen.readable_until is not None
    assert seen.step(seen.readable_until) is Step.ENDED


def test_what_may_not_be_read_again_is_gone_when_it_is_closed(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.AFTER)
    visit = chosen(portal, arrival.visit, readable=False)
    aftercare.close(portal, visit.id, by="test")
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)


def test_nothing_chosen_is_nothing_to_read_again(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.CLOSED)
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)
    assert arrival.visit.readable_until is None


def test_closing_stops_the_link_for_everybody(portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    arrival = arrivals.redeem(portal, token, cast.BROWSER)
    arrivals.leave(portal, arrival.key)
    assert aftercare.close(portal, visit.id, by="test").state is State.CLOSED
    with pytest.raises(LinkRefused):
        arrivals.redeem(portal, token, cast.BROWSER)
    assert board.timeline(portal, visit.id)[-1].act == "visit.closed"


def test_a_call_is_ended_before_it_is_closed(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    with pytest.raises(NotAllowed):
        aftercare.close(portal, visit.id, by="test")


def test_leaving_takes_away_what_could_be_read_again(portal: Portal, clock: Clock) -> None:
    arrival = cast.a_visit(portal, State.AFTER)
    chosen(portal, arrival.visit)
    arrivals.leave(portal, arrival.key)
    clock.moves(seconds=1)
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)
    assert portal.times.read_again > timedelta(hours=1)
