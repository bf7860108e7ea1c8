"""No call ends without its reason, whoever ends it; and one that both pages left ends by itself."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from rvr_portal.domain import endings as ways
from rvr_portal.domain.visit import TRANSITIONS, Event, State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, board, calls, endings, housekeeping, invitations, journey
from rvr_portal.services.arrivals import Arrival
from tests import cast
from tests.fakes import Clock

Ends = Callable[[Portal, Arrival], object]
# Everything that a person can do to a call, by the event that it is; several may be the same event.
WAYS: dict[str, tuple[Event, str, str, Ends]] = {
    "she hangs up": (
        Event.HANG_UP, "hung_up", "victim",
        lambda p, it: calls.hang_up(p, it.visit.id, by="victim"),
    ),
    "the officer hangs up": (
        Event.HANG_UP, "hung_up", "officer", lambda p, it: calls.hang_up(p, it.visit.id, by="k3")
    ),
    "she leaves quickly": (
        Event.LEAVE, "left_quickly", "victim", lambda p, it: arrivals.leave(p, it.key)
    ),
    "she is not safe": (
        Event.SAY_UNSAFE, "not_safe", "victim", lambda p, it: journey.unsafe(p, it.visit)
    ),
    "she asks for an officer": (
        Event.SEND_OFFICER, "officer_instead", "victim",
        lambda p, it: journey.officer_instead(p, it.visit, ""),
    ),
    "an officer is sent": (
        Event.SEND_OFFICER, "officer_instead", "officer",
        lambda p, it: invitations.send_officer(p, it.visit.id, by="k3", why="danger"),
    ),
    "the link is withdrawn": (
        Event.REVOKE, "revoked", "officer",
        lambda p, it: invitations.revoke(p, it.visit.id, by="k3"),
    ),
    "the link runs out": (
        Event.EXPIRE, "expired", "system",
        lambda p, it: invitations._end(
            p, it.visit.id, Event.EXPIRE, "link.expired", invitations.SYSTEM
        ),
    ),
}  # fmt: skip


def ended(portal: Portal, visit_id: str) -> list[dict[str, object]]:
    told = board.timeline(portal, visit_id)
    return [dict(entry.facts) for entry in told if entry.act == ways.ENDED]


def says_goodbye(portal: Portal, visit: Visit) -> None:
    bye = {"peer": "her-page", "to": None, "kind": "bye", "body": {"reason": "left"}}
    calls.signal(portal, visit, "victim", json.dumps(bye).encode())


def loses_her_page(portal: Portal, visit: Visit, clock: Clock) -> None:
    portal.presence.opened(visit.id, "victim", portal.now())
    portal.presence.gone(visit.id, "victim", portal.now())
    clock.moves(seconds=11)
    housekeeping.tidy(portal)


def test_every_event_that_ends_a_call_is_tried_here() -> None:
    out = {
        event
        for (state, event), leads in TRANSITIONS.items()
        if state is State.IN_CALL and leads is not State.IN_CALL
    }
    assert {event for event, *_ in WAYS.values()} == out


@pytest.mark.parametrize("way", WAYS)
def test_a_call_ends_with_its_reason_and_once(portal: Portal, clock: Clock, way: str) -> None:
    _, why, by, ends = WAYS[way]
    arrival = cast.a_visit(portal, State.IN_CALL)
    says_goodbye(portal, arrival.visit)
    clock.moves(seconds=95)
    ends(portal, arrival)
    assert board.card(portal, arrival.visit.id).visit.state is not State.IN_CALL
    assert ended(portal, arrival.visit.id) == [{"reason": why, "by": by, "seconds": 95}]
    assert calls.last_signal(portal, arrival.visit, "officer") == 0
    assert board.broken(portal) is None


@pytest.mark.parametrize("state", [State.WAITING, State.CHECKING])
def test_where_no_call_is_on_none_ends(portal: Portal, state: State) -> None:
    arrival = cast.a_visit(portal, state)
    arrivals.leave(portal, arrival.key)
    assert ended(portal, arrival.visit.id) == []


def test_each_call_of_a_visit_has_its_own_length(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    clock.moves(seconds=60)
    visit = calls.hang_up(portal, visit.id, by="victim")
    clock.moves(seconds=600)
    journey.talk_again(portal, visit)
    calls.join(portal, visit.id, cast.an_officer(portal))
    clock.moves(seconds=5)
    # A colleague who takes over is in the same call.
    calls.join(portal, visit.id, cast.an_officer(portal, email="kim@force.example"))
    clock.moves(seconds=5)
    calls.hang_up(portal, visit.id, by="victim")
    assert [it["seconds"] for it in ended(portal, visit.id)] == [60, 10]


@pytest.mark.parametrize(
    ("closes", "why"), [(True, "page_closed"), (False, "connection_lost")], ids=str
)
def test_an_officer_who_gives_up_did_not_end_the_call(
    portal: Portal, clock: Clock, closes: bool, why: str
) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    if closes:
        says_goodbye(portal, visit)
    loses_her_page(portal, visit, clock)
    calls.hang_up(portal, visit.id, by="k3")
    assert ended(portal, visit.id) == [{"reason": why, "by": "officer", "seconds": 11}]


def test_who_came_back_is_not_lost(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    loses_her_page(portal, visit, clock)
    arrivals.connection_back(portal, visit.id)
    calls.hang_up(portal, visit.id, by="k3")
    assert [it["reason"] for it in ended(portal, visit.id)] == ["hung_up"]


def test_a_call_that_both_left_for_good_ends_by_itself(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    loses_her_page(portal, visit, clock)
    clock.moves(minutes=15)
    housekeeping.tidy(portal)
    assert ended(portal, visit.id) == []
    clock.moves(seconds=1)
    with portal.bus.listen(visit.id) as woken:
        housekeeping.tidy(portal)
        assert woken(0)
    housekeeping.tidy(portal)
    assert board.card(portal, visit.id).visit.state is State.AFTER
    assert ended(portal, visit.id) == [
        {"reason": "connection_lost", "by": "system", "seconds": 912}
    ]


def test_while_the_officer_waits_for_her_the_call_goes_on(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    loses_her_page(portal, visit, clock)
    clock.moves(hours=2)
    portal.presence.here(visit.id, "officer", portal.now())
    housekeeping.tidy(portal)
    assert board.card(portal, visit.id).visit.state is State.IN_CALL


def test_who_comes_back_in_the_last_moment_stays_in_the_call(
    portal: Portal, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    loses_her_page(portal, visit, clock)
    clock.moves(minutes=16)
    asked: list[Visit] = []

    def looks_twice(door: Portal, seen: Visit, now: object) -> bool:
        asked.append(seen)
        if len(asked) == 1:
            arrivals.connection_back(portal, visit.id)
            return True
        return seen.lost_at is not None

    monkeypatch.setattr(endings, "_lost", looks_twice)
    endings.end_lost(portal)
    assert board.card(portal, visit.id).visit.state is State.IN_CALL


def test_after_a_restart_a_page_that_never_comes_back_is_noticed(
    portal: Portal, clock: Clock
) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    endings.expect_back(portal)
    clock.moves(seconds=40)
    housekeeping.tidy(portal)
    assert board.card(portal, visit.id).visit.lost_at is None
    clock.moves(seconds=6)
    housekeeping.tidy(portal)
    assert board.card(portal, visit.id).visit.lost_at == portal.now()


def test_quick_exit_does_not_depend_on_what_is_sealed(portal: Portal, clock: Clock) -> None:
    arrival = cast.a_visit(portal, State.IN_CALL)
    with portal.store.transaction() as rows:
        rows.signals.add(arrival.visit.id, "officer", "00", portal.now())
    loses_her_page(portal, arrival.visit, clock)
    arrivals.leave(portal, arrival.key)
    assert [it["reason"] for it in ended(portal, arrival.visit.id)] == ["left_quickly"]
