"""The call: who may come in, what goes from one browser to the other, and how it ends."""

from __future__ import annotations

import dataclasses
import json

import pytest

from rvr_portal.adapters.turn import TurnServers
from rvr_portal.domain.errors import NotAllowed, SignalMalformed
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import board, calls, invitations
from tests import cast
from tests.fakes import Clock


def a_signal(kind: str = "hello", body: object = None, peer: str = "peer-one") -> bytes:
    return json.dumps({"peer": peer, "to": None, "kind": kind, "body": body or {}}).encode()


def heard(portal: Portal, visit: Visit, side: str, after: int = 0) -> list[str]:
    found = calls.signals(portal, visit, side, after)
    return [json.loads(it.envelope)["peer"] for it in found]


def acts(portal: Portal, visit: Visit) -> list[str]:
    return [entry.act for entry in board.timeline(portal, visit.id)]


def test_the_officer_joins_who_waits(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    officer = cast.an_officer(portal)
    visit = calls.join(portal, arrival.visit.id, officer)
    assert (visit.state, visit.officer_id) == (State.IN_CALL, officer.id)
    assert calls.colleague(portal, visit) == calls.Colleague("Sam Hill", "1234")
    assert board.card(portal, visit.id).officer == "Sam Hill"


def test_a_reload_of_the_officers_page_joins_once(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    officer = cast.an_officer(portal)
    first = calls.join(portal, arrival.visit.id, officer)
    assert calls.join(portal, arrival.visit.id, officer) == first
    assert acts(portal, first).count("call.joined") == 1


def test_a_colleague_can_take_over(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.IN_CALL)
    other = cast.an_officer(portal, email="kim@force.example")
    assert calls.join(portal, arrival.visit.id, other).officer_id == other.id
    assert acts(portal, arrival.visit)[-1] == "call.joined"


@pytest.mark.parametrize("state", [State.OPENED, State.CHECKING, State.AFTER, State.LEFT])
def test_nobody_joins_who_does_not_wait(portal: Portal, state: State) -> None:
    arrival = cast.a_visit(portal, state)
    officer = cast.an_officer(portal)
    with pytest.raises(NotAllowed):
        calls.join(portal, arrival.visit.id, officer)


def test_she_reads_who_will_come_while_she_waits(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    assert calls.colleague(portal, arrival.visit) is None
    officer = cast.an_officer(portal)
    visit = calls.take(portal, arrival.visit.id, officer)
    assert calls.take(portal, visit.id, officer) == visit
    assert visit.state is State.WAITING
    assert calls.colleague(portal, visit) == calls.Colleague("Sam Hill", "1234")
    assert acts(portal, visit).count("visit.taken") == 1


def test_an_officer_whose_account_is_gone_is_nobody(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    visit = dataclasses.replace(arrival.visit, officer_id="gone")
    assert calls.colleague(portal, visit) is None


def test_two_talk_while_both_are_there(portal: Portal, clock: Clock) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    officer, other = (cast.an_officer(portal, email=f"{it}@force.example") for it in ("a", "b"))
    portal.presence.here(arrival.visit.id, "victim", portal.now())
    assert not calls.talking(portal, arrival.visit.id, officer.id)
    calls.join(portal, arrival.visit.id, officer)
    assert calls.talking(portal, arrival.visit.id, officer.id)
    assert not calls.talking(portal, arrival.visit.id, other.id)
    clock.moves(minutes=1)
    assert not calls.talking(portal, arrival.visit.id, officer.id)


def test_in_practice_the_portal_answers(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING, practice=True)
    visit = calls.practise(portal, arrival.visit)
    assert visit.state is State.IN_CALL
    assert calls.practise(portal, visit) == visit
    assert calls.colleague(portal, visit) is None


def test_the_portal_never_answers_a_real_call(portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    with pytest.raises(NotAllowed):
        calls.practise(portal, arrival.visit)
    assert board.card(portal, arrival.visit.id).visit.state is State.WAITING


def test_pages_meet_while_she_waits_if_the_officer_has_taken_the_visit(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    officer, other = (cast.an_officer(portal, email=f"{it}@force.example") for it in ("a", "b"))
    calls.signal(portal, visit, "victim", a_signal(peer="victim-1"))
    with pytest.raises(NotAllowed):
        calls.signal(portal, visit, "officer", a_signal(), by=officer.id)
    calls.take(portal, visit.id, officer)
    with pytest.raises(NotAllowed):
        calls.signal(portal, visit, "officer", a_signal(), by=other.id)
    calls.signal(portal, visit, "officer", a_signal(peer="officer-1"), by=officer.id)
    assert heard(portal, visit, "officer") == ["victim-1"]
    assert heard(portal, visit, "victim") == ["officer-1"]


@pytest.mark.parametrize("side", ["guest", "bridge"])
def test_nobody_else_is_met_before_the_call(portal: Portal, side: str) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    with pytest.raises(NotAllowed):
        calls.signal(portal, visit, side, a_signal())


def test_a_page_that_comes_makes_void_what_its_side_said_before(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    calls.signal(portal, visit, "victim", a_signal(peer="victim-1"))
    calls.signal(portal, visit, "officer", a_signal(peer="officer-1"))
    last = calls.last_signal(portal, visit, "officer")
    calls.signal(portal, visit, "victim", a_signal(peer="victim-2"))
    assert heard(portal, visit, "officer") == ["victim-2"]
    assert heard(portal, visit, "officer", after=last) == ["victim-2"]
    assert heard(portal, visit, "victim") == ["officer-1"]


def test_signals_go_to_the_other_side_in_order(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    for peer in ("victim-1", "victim-2"):
        calls.signal(portal, visit, "victim", a_signal("bye", {"reason": "left"}, peer))
    calls.signal(portal, visit, "officer", a_signal(peer="officer-1"))
    assert heard(portal, visit, "officer") == ["victim-1", "victim-2"]
    assert heard(portal, visit, "victim") == ["officer-1"]
    first = calls.signals(portal, visit, "officer", 0)[0].number
    assert heard(portal, visit, "officer", after=first) == ["victim-2"]
    assert calls.last_signal(portal, visit, "officer") > first
    assert heard(portal, visit, "officer", calls.last_signal(portal, visit, "officer")) == []


def test_signals_of_one_visit_stay_in_it(portal: Portal) -> None:
    one, other = (cast.a_visit(portal, State.IN_CALL).visit for _ in range(2))
    calls.signal(portal, one, "victim", a_signal())
    assert heard(portal, other, "officer") == []
    assert calls.last_signal(portal, other, "officer") == 0


def test_a_damaged_signal_changes_nothing(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    with pytest.raises(SignalMalformed):
        calls.signal(portal, visit, "victim", b"{")
    assert heard(portal, visit, "officer") == []


@pytest.mark.parametrize("state", [State.CHECKING, State.UNSAFE, State.AFTER, State.LEFT])
def test_there_are_signals_only_while_she_waits_and_in_a_call(portal: Portal, state: State) -> None:
    visit = cast.a_visit(portal, state).visit
    with pytest.raises(NotAllowed):
        calls.signal(portal, visit, "victim", a_signal())


def test_with_relays_only_an_address_is_not_even_stored(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    body = {"candidate": "candidate:1 1 udp 1 192.168.1.23 5 typ host", "sdpMid": "0"}
    careful = dataclasses.replace(portal, relay_only=True)
    calls.signal(careful, visit, "victim", a_signal("candidate", body))
    assert heard(portal, visit, "officer") == []
    calls.signal(portal, visit, "victim", a_signal("candidate", body))
    assert heard(portal, visit, "officer") == ["peer-one"]


def test_after_a_purge_there_is_nothing_to_hear(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    calls.signal(portal, visit, "victim", a_signal())
    assert calls.signals(portal, dataclasses.replace(visit, key=None), "officer", 0) == ()


@pytest.mark.parametrize("by", ["victim", "officer-1"])
def test_either_side_ends_the_call_and_its_signals(portal: Portal, by: str) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    calls.signal(portal, visit, "victim", a_signal())
    after = calls.hang_up(portal, visit.id, by=by)
    assert after.state is State.AFTER
    assert heard(portal, after, "officer") == []
    last = board.timeline(portal, visit.id)[-1]
    assert (last.act, last.actor) == ("call.ended", by)
    with pytest.raises(NotAllowed):
        calls.hang_up(portal, visit.id, by=by)


def test_a_new_call_never_hears_the_old_one(portal: Portal) -> None:
    """Numbers are not given twice: a page that asks for "after n" misses nothing."""
    visit = cast.a_visit(portal, State.IN_CALL).visit
    calls.signal(portal, visit, "victim", a_signal())
    old = calls.last_signal(portal, visit, "officer")
    calls.hang_up(portal, visit.id, by="victim")
    other = cast.a_visit(portal, State.IN_CALL).visit
    calls.signal(portal, other, "victim", a_signal())
    assert calls.last_signal(portal, other, "officer") > old


def test_both_sides_get_a_configuration(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    assert calls.ice(portal, visit, "victim")["iceTransportPolicy"] == "all"


def test_credentials_end_when_her_time_is_over(portal: Portal, clock: Clock) -> None:
    relayed = dataclasses.replace(portal, ice=TurnServers(("turn:call.test",), "secret", "relay"))
    visit = cast.a_visit(portal, State.IN_CALL).visit
    over = portal.now() + portal.times.visit
    clock.moves(seconds=3600)
    for side in ("victim", "officer"):
        [server] = calls.ice(relayed, visit, side)["iceServers"]  # type: ignore[attr-defined]
        assert int(server["username"].split(":")[0]) == over.timestamp()


def test_who_looks_at_the_visit_is_woken(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    with portal.bus.listen(visit.id) as woken, portal.bus.listen(None) as board_woken:
        calls.signal(portal, visit, "victim", a_signal())
        assert woken(0)
        assert not board_woken(0)
        invitations.revoke(portal, visit.id, by="test")
        assert woken(0)
