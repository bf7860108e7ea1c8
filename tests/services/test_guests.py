"""A third person in the call: on a link of their own, let in by the officer, gone when it ends or she says no."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from rvr_portal.domain.errors import LinkRefused, NotAllowed, VisitOver
from rvr_portal.domain.external import Provider
from rvr_portal.domain.guest import Role, Standing
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import (
    arrivals,
    board,
    calls,
    guest_arrivals,
    guests,
    housekeeping,
    invitations,
    journey,
)
from rvr_portal.services.arrivals import Arrival
from tests import cast
from tests.fakes import Clock

MARK = "the-browser-of-the-guest"


def invited(portal: Portal, visit: Visit, role: Role = Role.INTERPRETER) -> str:
    """The token of a guest's link."""
    return cast.token_of(guests.invite(portal, visit.id, role, "Ana", "pl", by="sam").url)


def arrived(portal: Portal, state: State = State.IN_CALL) -> Arrival:
    """A visit for which a guest waits."""
    arrival = cast.a_visit(portal, state)
    guest_arrivals.redeem(portal, invited(portal, arrival.visit), MARK)
    return arrival


def refusal(portal: Portal, token: str, mark: str | None) -> str:
    with pytest.raises(LinkRefused) as error:
        guest_arrivals.redeem(portal, token, mark)
    return error.value.reason


def standings(portal: Portal, visit: Visit) -> list[Standing]:
    return [it.standing for it in guests.of_visit(portal, visit)]


def acts(portal: Portal, visit: Visit) -> list[str]:
    return [it.act for it in board.timeline(portal, visit.id) if it.act.startswith("guest.")]


def a_signal(peer: str = "peer-one", **more: object) -> bytes:
    return json.dumps({"peer": peer, "to": None, "kind": "hello", "body": {}, **more}).encode()


def heard(portal: Portal, visit: Visit, side: str, after: int = 0) -> list[tuple[str, str | None]]:
    found = [json.loads(it.envelope) for it in calls.signals(portal, visit, side, after)]
    return [(it["peer"], it.get("from")) for it in found]


def test_a_guest_is_invited_arrives_and_is_let_in(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    token = invited(portal, visit)
    assert standings(portal, visit) == [Standing.INVITED]
    assert guest_arrivals.look(portal, token, None).name == "Ana"
    guest_arrivals.redeem(portal, token, MARK)
    assert guest_arrivals.current(portal, MARK).third.standing is Standing.WAITING
    guests.let_in(portal, visit.id, by="sam")
    third = guest_arrivals.current(portal, MARK).third
    assert (third.standing, third.role, third.language) == (
        Standing.IN_CALL,
        Role.INTERPRETER,
        "pl",
    )
    assert acts(portal, visit) == ["guest.invited", "guest.arrived", "guest.let_in"]
    told = [it.facts for it in board.timeline(portal, visit.id) if it.act.startswith("guest.")]
    assert told == [{"role": "interpreter"}] * 3


def test_looking_at_a_guests_link_changes_nothing(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    token = invited(portal, visit)
    before = standings(portal, visit), acts(portal, visit)
    for mark in (None, "a", "b"):
        guest_arrivals.look(portal, token, mark)
    assert (standings(portal, visit), acts(portal, visit)) == before


def test_of_many_browsers_one_becomes_the_guest(portal: Portal) -> None:
    token = invited(portal, cast.a_visit(portal, State.IN_CALL).visit)

    def tap(number: int) -> bool:
        try:
            guest_arrivals.redeem(portal, token, f"browser-{number}")
        except LinkRefused:
            return False
        return True

    with ThreadPoolExecutor(10) as people:
        assert sum(people.map(tap, range(30))) == 1


def test_the_same_browser_may_repeat_the_tap(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    token = invited(portal, visit)
    guest_arrivals.redeem(portal, token, MARK)
    guest_arrivals.redeem(portal, token, MARK)
    assert guest_arrivals.look(portal, token, MARK)
    assert acts(portal, visit).count("guest.arrived") == 1
    assert refusal(portal, token, "another") == "used"
    assert refusal(portal, token, None) == "no_device"
    with pytest.raises(LinkRefused):
        guest_arrivals.look(portal, token, "another")


def test_neither_link_opens_the_other_door(portal: Portal) -> None:
    visit, hers = cast.a_link(portal)
    theirs = invited(portal, cast.a_visit(portal, State.IN_CALL).visit)
    assert refusal(portal, hers, MARK) == "tampered"
    with pytest.raises(LinkRefused, match="tampered"):
        arrivals.redeem(portal, theirs, cast.BROWSER)
    with pytest.raises(LinkRefused, match="tampered"):
        arrivals.look(portal, theirs, None)
    assert board.card(portal, visit.id).visit.state is State.SENT


def test_a_guests_link_runs_out(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    token = invited(portal, visit)
    clock.moves(minutes=30)
    assert refusal(portal, token, MARK) == "expired"
    assert standings(portal, visit) == [Standing.EXPIRED]
    clock.moves(minutes=2)
    assert refusal(portal, token, MARK) == "expired"


def test_a_newer_link_stops_one_that_nobody_used(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    old, new = invited(portal, visit), invited(portal, visit)
    assert refusal(portal, old, MARK) == "revoked"
    guest_arrivals.redeem(portal, new, MARK)


@pytest.mark.parametrize("inside", [False, True])
def test_there_is_one_guest_at_a_time(portal: Portal, inside: bool) -> None:
    visit = arrived(portal).visit
    if inside:
        guests.let_in(portal, visit.id, by="sam")
    with pytest.raises(NotAllowed):
        invited(portal, visit)
    guests.remove(portal, visit.id, by="sam")
    assert invited(portal, visit)


@pytest.mark.parametrize("state", [State.OPENED, State.CHECKING, State.AFTER, State.LEFT])
def test_nobody_is_invited_where_no_call_can_be(portal: Portal, state: State) -> None:
    with pytest.raises(NotAllowed):
        invited(portal, cast.a_visit(portal, state).visit)


def test_nobody_is_invited_into_a_call_in_a_providers_page(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    theirs = dataclasses.replace(portal, providers=(Provider("Other", ("a.example",)),))
    with pytest.raises(NotAllowed):
        invited(theirs, visit)


def test_nobody_is_invited_into_practice(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING, practice=True).visit
    with pytest.raises(NotAllowed):
        invited(portal, visit)


def test_nobody_is_let_in_who_does_not_wait(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    for prepare in (lambda: None, lambda: invited(portal, visit)):
        prepare()
        with pytest.raises(NotAllowed):
            guests.let_in(portal, visit.id, by="sam")
    early = arrived(portal, State.WAITING).visit
    with pytest.raises(NotAllowed):
        guests.let_in(portal, early.id, by="sam")


def test_she_says_no(portal: Portal) -> None:
    visit = arrived(portal).visit
    guests.remove(portal, visit.id, by="victim")
    guests.remove(portal, visit.id, by="victim")
    with pytest.raises(VisitOver):
        guest_arrivals.current(portal, MARK)
    with pytest.raises(NotAllowed):
        guests.let_in(portal, visit.id, by="sam")
    assert standings(portal, visit) == [Standing.UNWANTED]
    assert acts(portal, visit).count("guest.removed") == 1


def test_a_guest_leaves(portal: Portal) -> None:
    visit = arrived(portal).visit
    guests.let_in(portal, visit.id, by="sam")
    for mark in (None, "never seen", MARK, MARK):
        guest_arrivals.leave(portal, mark)
    with pytest.raises(VisitOver):
        guest_arrivals.current(portal, MARK)
    assert standings(portal, visit) == [Standing.LEFT]
    assert acts(portal, visit).count("guest.left") == 1


def test_of_whom_she_knows(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    token = invited(portal, visit)
    assert guests.for_her(portal, visit) is None
    guest_arrivals.redeem(portal, token, MARK)
    guests.let_in(portal, visit.id, by="sam")
    guest_arrivals.leave(portal, MARK)
    invited(portal, visit)
    known = guests.for_her(portal, visit)
    assert known
    assert (known.name, known.standing, known.was_in) == ("Ana", Standing.LEFT, True)


def _hang_up(portal: Portal, arrival: Arrival) -> None:
    calls.hang_up(portal, arrival.visit.id, by="victim")


def _leave(portal: Portal, arrival: Arrival) -> None:
    arrivals.leave(portal, arrival.key)


def _unsafe(portal: Portal, arrival: Arrival) -> None:
    journey.unsafe(portal, arrival.visit)


def _revoke(portal: Portal, arrival: Arrival) -> None:
    invitations.revoke(portal, arrival.visit.id, by="test")


def _officer(portal: Portal, arrival: Arrival) -> None:
    invitations.send_officer(portal, arrival.visit.id, by="test", why="danger")


_ENDS = (_leave, _unsafe, _revoke, _officer)


@pytest.mark.parametrize(
    ("state", "ends"),
    [
        (State.IN_CALL, _hang_up),
        *((state, it) for state in (State.IN_CALL, State.WAITING) for it in _ENDS),
    ],
)
def test_what_ends_a_call_ends_its_guest(
    portal: Portal, state: State, ends: Callable[[Portal, Arrival], None]
) -> None:
    arrival = cast.a_visit(portal, state)
    token = invited(portal, arrival.visit)
    guest_arrivals.redeem(portal, token, MARK)
    ends(portal, arrival)
    with pytest.raises(VisitOver):
        guest_arrivals.current(portal, MARK)
    assert refusal(portal, token, MARK) == "unknown"
    assert standings(portal, arrival.visit) == []


def test_a_guest_waits_while_she_goes_back_to_the_checks(portal: Portal) -> None:
    arrival = arrived(portal, State.WAITING)
    journey.check_again(portal, arrival.visit)
    assert guest_arrivals.current(portal, MARK)


def test_a_guest_stays_no_longer_than_she_may(portal: Portal, clock: Clock) -> None:
    arrived(portal)
    clock.moves(seconds=portal.times.visit.total_seconds())
    with pytest.raises(VisitOver):
        guest_arrivals.current(portal, MARK)


@pytest.mark.parametrize("state", [State.AFTER, State.LEFT])
def test_a_guest_of_a_visit_that_has_no_call_any_more_is_nobody(
    portal: Portal, state: State
) -> None:
    """Where a row was left behind, the visit decides all the same."""
    visit = cast.a_visit(portal, State.IN_CALL).visit
    token = invited(portal, visit)
    with portal.store.transaction() as rows:
        rows.visits.save(rows.visits.get(visit.id).changed(portal.now(), state=state))
    assert refusal(portal, token, MARK) == "revoked"


def test_who_has_been_purged_cannot_be_shown(portal: Portal) -> None:
    visit = arrived(portal).visit
    guest = guest_arrivals.current(portal, MARK).guest
    with pytest.raises(VisitOver):
        guests.third(portal, dataclasses.replace(visit, key=None), guest)


def test_purging_removes_a_guest(portal: Portal, clock: Clock) -> None:
    visit = arrived(portal).visit
    clock.moves(days=400)
    housekeeping.purge(portal, dry_run=False)
    with portal.store.reading() as rows:
        assert rows.guests.of_visit(visit.id) == []
    with pytest.raises(VisitOver):
        guest_arrivals.current(portal, MARK)
    assert guests.of_visit(portal, board.card(portal, visit.id).visit) == ()


def test_a_guest_says_and_hears_nothing_before_being_let_in(portal: Portal) -> None:
    visit = arrived(portal).visit
    for side in ("guest", "bridge"):
        with pytest.raises(NotAllowed):
            calls.signal(portal, visit, side, a_signal())
    guests.let_in(portal, visit.id, by="sam")
    calls.signal(portal, visit, "guest", a_signal("of-guest"))
    calls.signal(portal, visit, "bridge", a_signal("of-bridge"))
    guests.remove(portal, visit.id, by="sam")
    assert heard(portal, visit, "guest") == []
    with pytest.raises(NotAllowed):
        calls.signal(portal, visit, "guest", a_signal())


def test_a_guest_talks_to_the_officer_alone(portal: Portal) -> None:
    visit = arrived(portal).visit
    guests.let_in(portal, visit.id, by="sam")
    calls.signal(portal, visit, "victim", a_signal("of-victim", **{"from": "guest"}))
    calls.signal(portal, visit, "guest", a_signal("of-guest"))
    calls.signal(portal, visit, "officer", a_signal("of-officer"))
    calls.signal(portal, visit, "bridge", a_signal("of-bridge"))
    assert heard(portal, visit, "officer") == [("of-victim", None), ("of-guest", "guest")]
    assert heard(portal, visit, "victim") == [("of-officer", None)]
    assert heard(portal, visit, "guest") == [("of-bridge", None)]
    last = calls.last_signal(portal, visit, "officer")
    assert heard(portal, visit, "officer", last - 1) == [("of-guest", "guest")]


def test_a_guest_who_is_gone_leaves_her_signals_alone(portal: Portal) -> None:
    visit = arrived(portal).visit
    guests.let_in(portal, visit.id, by="sam")
    calls.signal(portal, visit, "victim", a_signal("of-victim"))
    calls.signal(portal, visit, "guest", a_signal("of-guest"))
    guest_arrivals.leave(portal, MARK)
    assert heard(portal, visit, "officer") == [("of-victim", None)]


def test_the_officer_learns_that_somebody_tried_a_guests_link(portal: Portal) -> None:
    visit = arrived(portal).visit
    guest_arrivals.refused(portal, LinkRefused("used", visit.id))
    guest_arrivals.refused(portal, LinkRefused("malformed"))
    last = board.timeline(portal, visit.id)[-1]
    assert (last.act, last.facts) == ("guest.refused", {"why": "used"})
