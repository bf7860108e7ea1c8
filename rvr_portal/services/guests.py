"""A third person in the call: invited, arrived, let in by the officer, gone again. One at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rvr_portal.domain import guest as guests
from rvr_portal.domain import link as links
from rvr_portal.domain.call import SIDES
from rvr_portal.domain.errors import LinkRefused, NotAllowed, VisitOver
from rvr_portal.domain.guest import Guest, Role, Standing
from rvr_portal.domain.journal import Facts
from rvr_portal.domain.visit import Event, State, Visit
from rvr_portal.ports import Portal, Rows

GUEST = "guest"
_PRESENT = (Standing.WAITING, Standing.IN_CALL)


@dataclass(frozen=True)
class Invitation:
    """A fresh link for a guest: its address is shown once and never stored."""

    name: str
    url: str
    expires_at: datetime


@dataclass(frozen=True)
class Third:
    """A guest as officer and victim see one; `here`: their page is open now."""

    role: Role
    name: str
    language: str
    standing: Standing
    arrived: bool
    was_in: bool
    here: bool
    expires_at: datetime


@dataclass(frozen=True)
class Presence:
    """A guest's browser and the visit that it waits for; nothing of the visit is shown there."""

    visit: Visit
    guest: Guest
    third: Third


def invite(
    portal: Portal, visit_id: str, role: Role, name: str, language: str, *, by: str
) -> Invitation:
    """A link for one guest; one that nobody has used yet stops. NotAllowed while somebody is here."""
    now = portal.now()
    link_id, expires_at = links.new_id(), now + guests.LINK_LASTS
    told = json.dumps({"name": name, "language": language}).encode()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id)
        if visit.practice or not visit.key or not visit.allows(Event.JOIN):
            raise NotAllowed(visit.state, "invite")
        last = _last(rows, visit_id)
        if last and last.standing(now) in _PRESENT:
            raise NotAllowed(visit.state, "invite")
        if last and not last.ended:
            rows.guests.end(last.id_hash, Standing.REMOVED, now)
        sealed = portal.vault.seal(visit.key, told, _about(visit_id))
        rows.guests.add(Guest(links.hashed(link_id), visit_id, role, sealed, now, expires_at))
        _note(rows, visit_id, "guest.invited", role, by=by, at=now)
    portal.bus.nudge(visit_id)
    token = links.sign(link_id, expires_at, portal.keys, links.GUESTS)
    return Invitation(name, f"{portal.public_url}/g/{token}", expires_at)


def look(portal: Portal, token: str, mark: str | None) -> Third:
    """Whom this link invites, where this browser may open it; changes nothing. Else LinkRefused."""
    now = portal.now()
    with portal.store.reading() as rows:
        visit, guest = _invited(portal, rows, token, now)
    if not guest.open_to(_hashed(mark), now):
        raise LinkRefused(guest.why_closed(now), guest.visit_id)
    return _third(portal, visit, guest)


def redeem(portal: Portal, token: str, mark: str | None) -> None:
    """Spend the link for this browser; the same browser may repeat it, no other. Else LinkRefused."""
    now, device = portal.now(), _hashed(mark)
    with portal.store.transaction() as rows:
        visit, guest = _invited(portal, rows, token, now)
        if device is None:
            raise LinkRefused("no_device", visit.id)
        if rows.guests.redeem(guest.id_hash, device, now):
            _note(rows, visit.id, "guest.arrived", guest.role, by=GUEST, at=now)
        elif not (guest.used_at and guest.open_to(device, now)):
            raise LinkRefused(guest.why_closed(now), visit.id)
    portal.bus.nudge(visit.id)


def refused(portal: Portal, refusal: LinkRefused) -> None:
    """Tell the officer that somebody tried a guest's link which does not work for them."""
    if refusal.visit_id is None:
        return
    facts: Facts = {"why": refusal.reason}
    with portal.store.transaction() as rows:
        rows.journal.add(
            refusal.visit_id, "guest.refused", at=portal.now(), actor="unknown", facts=facts
        )
    portal.bus.nudge(refusal.visit_id)


def current(portal: Portal, mark: str | None) -> Presence:
    """The guest who belongs to this browser and may still be here, or VisitOver."""
    device = _hashed(mark)
    with portal.store.reading() as rows:
        guest = rows.guests.of_device(device) if device else None
        if guest is None or guest.ended:
            raise VisitOver
        visit = rows.visits.get(guest.visit_id)
    if not _waits(portal, visit, guest, portal.now()):
        raise VisitOver
    return Presence(visit, guest, _third(portal, visit, guest))


def let_in(portal: Portal, visit_id: str, *, by: str) -> None:
    """The officer lets the guest who waits into the call; NotAllowed where nobody waits, or no call is on."""
    now = portal.now()
    with portal.store.transaction() as rows:
        visit, guest = rows.visits.get(visit_id), _last(rows, visit_id)
        if visit.state is not State.IN_CALL or guest is None:
            raise NotAllowed(visit.state, "let_in")
        if not rows.guests.let_in(guest.id_hash, now):
            raise NotAllowed(visit.state, "let_in")
        _note(rows, visit_id, "guest.let_in", guest.role, by=by, at=now)
    portal.bus.nudge(visit_id)


def remove(portal: Portal, visit_id: str, *, by: str) -> None:
    """The officer ends a guest's invitation or stay, or she says no to it; at once, and for good."""
    with portal.store.transaction() as rows:
        guest = _last(rows, visit_id)
        if guest and not guest.ended:
            _end(rows, guest, by=by, at=portal.now())
    portal.bus.nudge(visit_id)


def leave(portal: Portal, mark: str | None) -> None:
    """The guest goes: this browser belongs to no call any more."""
    device = _hashed(mark)
    with portal.store.transaction() as rows:
        guest = rows.guests.of_device(device) if device else None
        if guest is None or guest.ended:
            return
        _end(rows, guest, by=GUEST, at=portal.now())
    portal.bus.nudge(guest.visit_id)


def of_visit(portal: Portal, visit: Visit) -> Sequence[Third]:
    """Everybody who was invited into this call, the newest last."""
    if not visit.key:
        return ()
    with portal.store.reading() as rows:
        found = rows.guests.of_visit(visit.id)
    return [_third(portal, visit, guest) for guest in found]


def for_her(portal: Portal, visit: Visit) -> Third | None:
    """The guest of whom she must know: who waits to come in, is there, or was the last to go."""
    known = [it for it in of_visit(portal, visit) if it.arrived]
    return known[-1] if known else None


def is_in(rows: Rows, visit_id: str) -> bool:
    """Whether a guest is in the call now."""
    last = _last(rows, visit_id)
    return last is not None and last.let_in_at is not None and last.ended is None


def _last(rows: Rows, visit_id: str) -> Guest | None:
    found = rows.guests.of_visit(visit_id)
    return found[-1] if found else None


def _invited(portal: Portal, rows: Rows, token: str, now: datetime) -> tuple[Visit, Guest]:
    link_id = links.read(token, portal.keys, now, links.GUESTS)
    guest = rows.guests.find(links.hashed(link_id))
    if guest is None:
        raise LinkRefused("unknown")
    visit = rows.visits.get(guest.visit_id)
    if not _waits(portal, visit, guest, now):
        raise LinkRefused("revoked", visit.id)
    return visit, guest


def _waits(portal: Portal, visit: Visit, guest: Guest, now: datetime) -> bool:
    """Whether the visit still has a use for this guest, whose browser stays as long as hers may."""
    since = guest.used_at or guest.invited_at
    return (
        visit.key is not None and guests.may_wait(visit.state) and now < since + portal.times.visit
    )


def _end(rows: Rows, guest: Guest, *, by: str, at: datetime) -> None:
    ended = guests.ending(by)
    rows.guests.end(guest.id_hash, ended, at)
    rows.signals.clear(guest.visit_id, (GUEST, SIDES[GUEST]))
    act = "guest.left" if ended is Standing.LEFT else "guest.removed"
    _note(rows, guest.visit_id, act, guest.role, by=by, at=at)


def _note(rows: Rows, visit_id: str, act: str, role: Role, *, by: str, at: datetime) -> None:
    rows.journal.add(visit_id, act, at=at, actor=by, facts={"role": role.value})


def _third(portal: Portal, visit: Visit, guest: Guest) -> Third:
    if not visit.key:
        raise VisitOver
    told = json.loads(portal.vault.open(visit.key, guest.sealed, _about(visit.id)))
    now = portal.now()
    return Third(
        role=guest.role,
        standing=guest.standing(now),
        arrived=guest.used_at is not None,
        was_in=guest.let_in_at is not None,
        here=portal.presence.is_here(visit.id, GUEST, now),
        expires_at=guest.expires_at,
        **told,
    )


def _about(visit_id: str) -> str:
    return f"guest:{visit_id}"


def _hashed(mark: str | None) -> str | None:
    return links.hashed(mark) if mark else None
