"""A third person in the call: invited, arrived, let in by the officer, gone again. One at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rvr_portal.domain import guest as guests
from rvr_portal.domain import link as links
from rvr_portal.domain.call import SIDES
from rvr_portal.domain.errors import NotAllowed, VisitOver
from rvr_portal.domain.external import elsewhere
from rvr_portal.domain.guest import Guest, Role, Standing
from rvr_portal.domain.visit import Event, State, Visit
from rvr_portal.ports import Portal, Rows

GUEST = "guest"


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


def invite(
    portal: Portal, visit_id: str, role: Role, name: str, language: str, *, by: str
) -> Invitation:
    """A link for one guest; one that nobody has used yet stops. NotAllowed while somebody is here."""
    now = portal.now()
    link_id, expires_at = links.new_id(), now + guests.LINK_LASTS
    told = json.dumps({"name": name, "language": language}).encode()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id)
        if not visit.key or not _takes_guests(portal, visit):
            raise NotAllowed(visit.state, "invite")
        last = _last(rows, visit_id)
        if last and last.standing(now).present:
            raise NotAllowed(visit.state, "invite")
        if last and not last.ended:
            rows.guests.end(last.id_hash, Standing.REMOVED, now)
        sealed = portal.vault.seal(visit.key, told, _about(visit_id))
        rows.guests.add(Guest(links.hashed(link_id), visit_id, role, sealed, now, expires_at))
        note(rows, visit_id, "guest.invited", role, by=by, at=now)
    portal.bus.nudge(visit_id)
    token = links.sign(link_id, expires_at, portal.keys, links.GUESTS)
    return Invitation(name, f"{portal.public_url}/g/{token}", expires_at)


def _takes_guests(portal: Portal, visit: Visit) -> bool:
    """A call in a provider's page has a way of its own for others to come in."""
    ours = not visit.practice and not elsewhere(portal.providers, visit)
    return ours and visit.allows(Event.JOIN)


def let_in(portal: Portal, visit_id: str, *, by: str) -> None:
    """The officer lets the guest who waits into the call; NotAllowed where nobody waits, or no call is on."""
    now = portal.now()
    with portal.store.transaction() as rows:
        visit, guest = rows.visits.get(visit_id), _last(rows, visit_id)
        if visit.state is not State.IN_CALL or guest is None:
            raise NotAllowed(visit.state, "let_in")
        if not rows.guests.let_in(guest.id_hash, now):
            raise NotAllowed(visit.state, "let_in")
        note(rows, visit_id, "guest.let_in", guest.role, by=by, at=now)
    portal.bus.nudge(visit_id)


def remove(portal: Portal, visit_id: str, *, by: str) -> None:
    """The officer ends a guest's invitation or stay, or she says no to it; at once, and for good."""
    with portal.store.transaction() as rows:
        guest = _last(rows, visit_id)
        if guest and not guest.ended:
            end(rows, guest, by=by, at=portal.now())
    portal.bus.nudge(visit_id)


def of_visit(portal: Portal, visit: Visit) -> Sequence[Third]:
    """Everybody who was invited into this call, the newest last."""
    if not visit.key:
        return ()
    with portal.store.reading() as rows:
        found = rows.guests.of_visit(visit.id)
    return [third(portal, visit, guest) for guest in found]


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


def end(rows: Rows, guest: Guest, *, by: str, at: datetime) -> None:
    """Nothing of this guest's works any more, from their link to their signals."""
    ended = guests.ending(by)
    rows.guests.end(guest.id_hash, ended, at)
    rows.signals.clear(guest.visit_id, (GUEST, SIDES[GUEST]))
    act = "guest.left" if ended is Standing.LEFT else "guest.removed"
    note(rows, guest.visit_id, act, guest.role, by=by, at=at)


def note(rows: Rows, visit_id: str, act: str, role: Role, *, by: str, at: datetime) -> None:
    """One entry: what happened to a guest of which role, and nothing of who it is."""
    rows.journal.add(visit_id, act, at=at, actor=by, facts={"role": role.value})


def third(portal: Portal, visit: Visit, guest: Guest) -> Third:
    """A guest as people see one; VisitOver where the visit has been purged."""
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
