"""One link, one person: looked at by anybody, redeemed by exactly one browser."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from rvr_portal.domain.errors import LinkRefused, VisitOver
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, board, invitations
from tests import cast
from tests.fakes import Clock


def refusal(portal: Portal, token: str, device: str | None) -> str:
    with pytest.raises(LinkRefused) as error:
        arrivals.redeem(portal, token, device)
    return error.value.reason


def test_looking_changes_nothing(portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    before = board.card(portal, visit.id), board.timeline(portal, visit.id)
    for device in (None, "a", "b"):
        assert arrivals.look(portal, token, device) == visit
    assert (board.card(portal, visit.id), board.timeline(portal, visit.id)) == before


def test_of_many_browsers_exactly_one_wins(portal: Portal) -> None:
    _, token = cast.a_link(portal)

    def tap(number: int) -> str | None:
        try:
            return arrivals.redeem(portal, token, f"browser-{number}").key
        except LinkRefused:
            return None

    with ThreadPoolExecutor(20) as people:
        keys = [key for key in people.map(tap, range(60)) if key]
    assert len(keys) == 1
    assert arrivals.current(portal, keys[0]).state is State.OPENED


def test_the_same_browser_may_repeat_it_if_the_answer_got_lost(portal: Portal) -> None:
    _, token = cast.a_link(portal)
    lost = arrivals.redeem(portal, token, cast.BROWSER)
    again = arrivals.redeem(portal, token, cast.BROWSER)
    assert arrivals.current(portal, again.key).id == lost.visit.id
    with pytest.raises(VisitOver):
        arrivals.current(portal, lost.key)
    assert refusal(portal, token, "another browser") == "used"
    assert refusal(portal, token, None) == "no_device"


def test_the_browser_that_got_the_answer_may_open_the_link_again(portal: Portal) -> None:
    _, token = cast.a_link(portal)
    arrival = arrivals.redeem(portal, token, cast.BROWSER)
    assert arrivals.look(portal, token, arrival.key)
    assert arrivals.redeem(portal, token, arrival.key).visit.id == arrival.visit.id


def test_after_leaving_not_even_the_same_browser_comes_back(portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    arrival = arrivals.redeem(portal, token, cast.BROWSER)
    arrivals.leave(portal, arrival.key)
    arrivals.leave(portal, arrival.key)
    for device in (arrival.key, cast.BROWSER):
        assert refusal(portal, token, device) == "left"
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)
    left = board.card(portal, visit.id).visit
    assert left.state is State.LEFT
    assert left.left_at
    assert [entry.act for entry in board.timeline(portal, visit.id)].count("left.quickly") == 1


def test_leaving_counts_even_where_the_answer_to_the_tap_got_lost(portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    arrivals.redeem(portal, token, cast.BROWSER)
    arrivals.leave(portal, cast.BROWSER)
    assert board.card(portal, visit.id).visit.state is State.LEFT
    assert refusal(portal, token, cast.BROWSER) == "left"


def test_leaving_without_a_visit_is_nothing(portal: Portal) -> None:
    arrivals.leave(portal, None)
    arrivals.leave(portal, "never seen")


def test_a_newer_link_stops_the_older_one_and_its_browser(portal: Portal) -> None:
    arrival = cast.an_arrival(portal)
    fresh = invitations.issue(portal, arrival.visit.id, by="test", channel="shown")
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)
    assert arrivals.redeem(portal, cast.token_of(fresh.url), "another").visit.id == arrival.visit.id


@pytest.mark.parametrize("minutes", [31, 24 * 60])
def test_an_unused_link_runs_out(portal: Portal, clock: Clock, minutes: int) -> None:
    visit, token = cast.a_link(portal)
    clock.moves(minutes=minutes)
    assert refusal(portal, token, cast.BROWSER) == "expired"
    invitations.expire_overdue(portal)
    invitations.expire_overdue(portal)
    assert board.card(portal, visit.id).visit.state is State.EXPIRED


def test_a_revoked_link_is_refused(portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    invitations.revoke(portal, visit.id, by="test")
    assert refusal(portal, token, cast.BROWSER) == "revoked"


def test_a_link_that_nobody_issued_is_refused(portal: Portal) -> None:
    assert refusal(portal, "nonsense", cast.BROWSER) == "malformed"
    other = cast.a_link(portal)[1]
    with portal.store.transaction() as rows:
        rows.journal.add("portal", "test", at=portal.now(), actor="test")
    assert refusal(portal, other[:-1] + ("A" if other[-1] != "A" else "Q"), "x") == "tampered"


def test_the_officer_learns_that_somebody_tried(portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    arrivals.redeem(portal, token, cast.BROWSER)
    try:
        arrivals.redeem(portal, token, "a finder")
    except LinkRefused as error:
        arrivals.refused(portal, error)
    arrivals.refused(portal, LinkRefused("malformed"))
    last = board.timeline(portal, visit.id)[-1]
    assert (last.act, last.facts) == ("link.refused", {"why": "used"})


def test_a_lost_connection_is_not_leaving(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    arrivals.connection_lost(portal, arrival.visit.id)
    lost = board.card(portal, arrival.visit.id).visit
    assert lost.lost_at
    assert lost.left_at is None
    assert lost.state is State.WAITING
    arrivals.connection_back(portal, arrival.visit.id)
    arrivals.connection_back(portal, arrival.visit.id)
    assert board.card(portal, arrival.visit.id).visit.lost_at is None


def test_who_has_left_cannot_be_lost(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.LEFT)
    arrivals.connection_lost(portal, arrival.visit.id)
    assert board.card(portal, arrival.visit.id).visit.lost_at is None


def test_the_browser_belongs_to_the_visit_for_its_time_only(portal: Portal, clock: Clock) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    assert arrivals.stays_until(portal, arrival.key) == portal.now() + portal.times.visit
    clock.moves(hours=6)
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)
    with pytest.raises(VisitOver):
        arrivals.stays_until(portal, "never seen")
