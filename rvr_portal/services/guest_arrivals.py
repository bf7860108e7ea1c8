"""How a guest comes in and goes out: the link opened, redeemed, and left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rvr_portal.domain import link as links
from rvr_portal.domain.errors import LinkRefused, VisitOver
from rvr_portal.domain.guest import Guest, may_wait
from rvr_portal.domain.journal import Facts
from rvr_portal.domain.visit import Visit
from rvr_portal.ports import Portal, Rows
from rvr_portal.services import guests


@dataclass(frozen=True)
class Presence:
    """A guest's browser and the visit that it waits for; nothing of the visit is shown there."""

    visit: Visit
    guest: Guest
    third: guests.Third


def look(portal: Portal, token: str, mark: str | None) -> guests.Third:
    """Whom this link invites, where this browser may open it; changes nothing. Else LinkRefused."""
    now = portal.now()
    with portal.store.reading() as rows:
        visit, guest = _invited(portal, rows, token, now)
    if not guest.open_to(_hashed(mark), now):
        raise LinkRefused(guest.why_closed(now), guest.visit_id)
    return guests.third(portal, visit, guest)


def redeem(portal: Portal, token: str, mark: str | None) -> None:
    """Spend the link for this browser; the same browser may repeat it, no other. Else LinkRefused."""
    now, device = portal.now(), _hashed(mark)
    with portal.store.transaction() as rows:
        visit, guest = _invited(portal, rows, token, now)
        if device is None:
            raise LinkRefused("no_device", visit.id)
        if rows.guests.redeem(guest.id_hash, device, now):
            guests.note(rows, visit.id, "guest.arrived", guest.role, by=guests.GUEST, at=now)
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
    return Presence(visit, guest, guests.third(portal, visit, guest))


def leave(portal: Portal, mark: str | None) -> None:
    """The guest goes: this browser belongs to no call any more."""
    device = _hashed(mark)
    with portal.store.transaction() as rows:
        guest = rows.guests.of_device(device) if device else None
        if guest is None or guest.ended:
            return
        guests.end(rows, guest, by=guests.GUEST, at=portal.now())
    portal.bus.nudge(guest.visit_id)


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
    return visit.key is not None and may_wait(visit.state) and now < since + portal.times.visit


def _hashed(mark: str | None) -> str | None:
    return links.hashed(mark) if mark else None
