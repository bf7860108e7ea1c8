"""The call between two browsers: who is there, the signals between them, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rvr_portal.domain import call
from rvr_portal.domain.account import Officer
from rvr_portal.domain.call import HEARS, MEETING, SIDES, Signal
from rvr_portal.domain.errors import NotAllowed
from rvr_portal.domain.visit import Event, State, Visit
from rvr_portal.ports import Portal, Rows
from rvr_portal.services import arrivals, endings, guests

PORTAL_OFFICER = "practice"


@dataclass(frozen=True)
class Colleague:
    """Who she talks to, as far as she needs to know."""

    name: str
    collar: str


def join(portal: Portal, visit_id: str, officer: Officer) -> Visit:
    """The officer comes into the call; NotAllowed while she is not in the waiting room.

    A call in a provider's page begins with its address instead: services/external.py.
    """
    if portal.providers:
        raise NotAllowed("external", Event.JOIN)
    return _join(portal, visit_id, officer.id)


def practise(portal: Portal, visit: Visit) -> Visit:
    """In practice the portal itself answers: the call begins when she asks for it."""
    if not visit.practice:
        raise NotAllowed(visit.state, Event.JOIN)
    return _join(portal, visit.id, PORTAL_OFFICER)


def hang_up(portal: Portal, visit_id: str, *, by: str) -> Visit:
    """Either side ends the call; what she was promised afterwards is there at once."""
    now = portal.now()
    with portal.store.transaction() as rows:
        before = rows.visits.get(visit_id)
        visit = before.after(Event.HANG_UP, now)
        rows.visits.save(visit)
        endings.note(portal, rows, before, Event.HANG_UP, by=by, at=now)
    portal.bus.nudge(visit_id)
    return visit


def colleague(portal: Portal, visit: Visit) -> Colleague | None:
    """The officer who takes the visit, or None while nobody does."""
    if visit.officer_id == PORTAL_OFFICER or visit.officer_id is None:
        return None
    with portal.store.reading() as rows:
        officer = rows.officers.get(visit.officer_id)
    return Colleague(officer.name, officer.collar) if officer else None


def talking(portal: Portal, visit_id: str, officer_id: str) -> bool:
    """Whether this officer is in the call now with her at the other end."""
    with portal.store.reading() as rows:
        visit = rows.visits.get(visit_id)
    on = visit.state is State.IN_CALL and visit.officer_id == officer_id
    return on and portal.presence.is_here(visit_id, "victim", portal.now())


def ice(portal: Portal, visit: Visit, side: str) -> Mapping[str, object]:
    """The RTCConfiguration of one side; its credentials end when her browser's time is over."""
    with portal.store.reading() as rows:
        since = rows.sessions.bound_at(visit.id) or portal.now()
    return portal.ice.for_side(visit.id, side, until=since + portal.times.visit)


def signal(portal: Portal, visit: Visit, from_side: str, raw: bytes, *, by: str = "") -> None:
    """Hand a signal on to the other side; SignalMalformed, SignalTooLarge or NotAllowed change nothing.

    `by` is the officer who speaks: while she waits her page meets nobody's but his who took the visit.
    """
    envelope = call.checked(raw, relay_only=portal.relay_only, from_side=from_side)
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit.id)
        if not visit.key or not _may_meet(rows, visit, from_side, by):
            raise NotAllowed(visit.state, "signal")
        if envelope is None:
            return
        if envelope.greets:
            rows.signals.clear(visit.id, (SIDES[from_side],))
        sealed = portal.vault.seal(visit.key, envelope.text.encode(), f"signal:{visit.id}").hex()
        rows.signals.add(visit.id, SIDES[from_side], sealed, portal.now())
    portal.bus.signal(visit.id)


def signals(portal: Portal, visit: Visit, side: str, after: int) -> Sequence[Signal]:
    """What the other side has said since then."""
    with portal.store.reading() as rows:
        found = [it for heard in _heard(side) for it in rows.signals.after(visit.id, heard, after)]
    if not visit.key:
        return ()
    key = visit.key
    found.sort(key=lambda it: it.number)
    return [
        replace(
            it,
            envelope=portal.vault.open(
                key, bytes.fromhex(it.envelope), f"signal:{visit.id}"
            ).decode(),
        )
        for it in found
    ]


def last_signal(portal: Portal, visit: Visit, side: str) -> int:
    """Where a page that is made now begins to listen."""
    with portal.store.reading() as rows:
        return max(rows.signals.last(visit.id, heard) for heard in _heard(side))


def take(portal: Portal, visit_id: str, officer: Officer) -> Visit:
    """The officer takes the visit: she reads who will come while she waits."""
    now = portal.now()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id)
        if visit.officer_id == officer.id:
            return visit
        visit = visit.changed(now, officer_id=officer.id)
        rows.visits.save(visit)
        rows.journal.add(visit_id, "visit.taken", at=now, actor=officer.id)
    portal.bus.nudge(visit_id)
    return visit


def _may_meet(rows: Rows, visit: Visit, side: str, by: str) -> bool:
    """Whether pages of these two sides may know of each other now: docs/protocol.md, "Signals"."""
    talking = visit.state is State.IN_CALL
    if guests.GUEST in (side, SIDES[side]):
        return talking and guests.is_in(rows, visit.id)
    taken = side == arrivals.VICTIM or visit.officer_id == by
    return visit.state in MEETING and (talking or taken)


def _heard(side: str) -> Sequence[str]:
    """The sides as which this one listens."""
    return HEARS.get(side, (side,))


def _join(portal: Portal, visit_id: str, officer_id: str) -> Visit:
    now = portal.now()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id)
        again = visit.state is State.IN_CALL and visit.officer_id == officer_id
        if again:
            return visit
        visit = replace(visit.after(Event.JOIN, now), officer_id=officer_id)
        rows.visits.save(visit)
        rows.journal.add(visit_id, "call.joined", at=now, actor=officer_id)
    portal.bus.nudge(visit_id)
    return visit
