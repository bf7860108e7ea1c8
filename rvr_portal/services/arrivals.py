"""How she comes in and goes out: the link opened, redeemed, and left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from rvr_portal.domain import link as links
from rvr_portal.domain.errors import LinkRefused, VisitOver
from rvr_portal.domain.sessions import Binding, new_key
from rvr_portal.domain.visit import Event, State, Visit
from rvr_portal.ports import Portal, Rows
from rvr_portal.services import endings, private, standing

VICTIM = "victim"


@dataclass(frozen=True)
class Arrival:
    """A browser that now belongs to the visit; `key` goes into its cookie."""

    visit: Visit
    key: str


def look(portal: Portal, token: str, device: str | None) -> Visit:
    """The visit behind a link that this browser may open; changes nothing. Else LinkRefused."""
    now = portal.now()
    link_id = links.read(token, portal.keys, now)
    with portal.store.reading() as rows:
        link = _known(rows, link_id)
        if not link.open_to(_device_of(rows, link, device), now):
            raise LinkRefused(link.why_closed(now), link.visit_id)
        return rows.visits.get(link.visit_id)


def redeem(portal: Portal, token: str, device: str | None) -> Arrival:
    """Spend the link for this browser; the same browser may repeat it, no other. Else LinkRefused."""
    now = portal.now()
    link_id = links.read(token, portal.keys, now)
    with portal.store.transaction() as rows:
        link = _known(rows, link_id)
        device = _device_of(rows, link, device)
        if device is None:
            raise LinkRefused("no_device", link.visit_id)
        visit = rows.visits.get(link.visit_id)
        if rows.links.redeem(link.id_hash, device, now):
            # Whatever was hidden in another browser: in this one she begins to read.
            shown = replace(private.read(portal, visit), hidden=False)
            visit = private.with_private(portal, visit.after(Event.REDEEM, now), shown)
            rows.visits.save(visit)
            act = "link.redeemed"
        elif link.used_at and link.open_to(device, now):
            act = "link.repeated"
        else:
            raise LinkRefused(link.why_closed(now), link.visit_id)
        key = new_key()
        rows.sessions.unbind_all(visit.id, now)
        rows.sessions.bind(Binding(links.hashed(key), visit.id, link.id_hash, now))
        rows.journal.add(visit.id, act, at=now, actor=VICTIM)
    portal.bus.nudge(visit.id)
    return Arrival(visit, key)


def refused(portal: Portal, refusal: LinkRefused) -> None:
    """Tell the officer that somebody tried a link which no longer works for them."""
    if refusal.visit_id is None:
        return
    with portal.store.transaction() as rows:
        rows.journal.add(
            refusal.visit_id,
            "link.refused",
            at=portal.now(),
            actor="unknown",
            facts={"why": refusal.reason},
        )
    portal.bus.nudge(refusal.visit_id)


def current(portal: Portal, key: str | None) -> Visit:
    """The visit that this browser belongs to, or VisitOver."""
    if not key:
        raise VisitOver
    with portal.store.reading() as rows:
        binding = rows.sessions.binding(links.hashed(key))
        if binding is None or not binding.valid(portal.now(), portal.times.visit):
            raise VisitOver
        return rows.visits.get(binding.visit_id)


def stays_until(portal: Portal, key: str) -> datetime:
    """Until when this browser may leave the page and come back, or VisitOver."""
    with portal.store.reading() as rows:
        binding = rows.sessions.binding(links.hashed(key))
    if binding is None:
        raise VisitOver
    return binding.bound_at + portal.times.visit


def leave(portal: Portal, mark: str | None) -> None:
    """Quick exit: nothing of this browser works any more, and the officer sees that she left quickly."""
    now = portal.now()
    with portal.store.transaction() as rows:
        visit_id = _left_by(rows, mark)
        if visit_id is None:
            return
        visit = rows.visits.get(visit_id)
        was = visit.state
        if visit.allows(Event.LEAVE):
            endings.note(portal, rows, visit, Event.LEAVE, by=VICTIM, at=now)
            visit = replace(visit.after(Event.LEAVE, now), left_at=now, lost_at=None)
            rows.visits.save(visit)
        rows.links.end_all(visit_id, now, why="left")
        rows.sessions.unbind_all(visit_id, now)
        rows.journal.add(visit_id, "left.quickly", at=now, actor=VICTIM, facts={"from": was})
    portal.bus.nudge(visit_id)


def connection_lost(portal: Portal, visit_id: str) -> None:
    """Her page has been away for longer than a reload takes, without a word."""
    now = portal.now()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id)
        if not visit.allows(Event.LEAVE) or visit.state is State.CLOSED or visit.left_at:
            return
        rows.visits.save(visit.changed(now, lost_at=now))
        rows.journal.add(
            visit_id,
            "connection.lost",
            at=now,
            actor=VICTIM,
            facts={"from": visit.state, "why": standing.why_lost(portal, visit)},
        )
    portal.bus.nudge(visit_id)


def connection_back(portal: Portal, visit_id: str) -> None:
    """Her page is there again after a loss."""
    with portal.store.reading() as rows:
        if rows.visits.get(visit_id).lost_at is None:
            return
    now = portal.now()
    with portal.store.transaction() as rows:
        rows.visits.save(rows.visits.get(visit_id).changed(now, lost_at=None))
        rows.journal.add(visit_id, "connection.back", at=now, actor=VICTIM)
    portal.bus.nudge(visit_id)


def _known(rows: Rows, link_id: str) -> links.Link:
    link = rows.links.find(links.hashed(link_id))
    if link is None:
        raise LinkRefused("unknown")
    return link


def _left_by(rows: Rows, mark: str | None) -> str | None:
    """The visit of this browser, also where the answer to its redemption got lost on the way."""
    if not mark:
        return None
    marked = links.hashed(mark)
    binding = rows.sessions.binding(marked)
    if binding:
        return None if binding.ended_at else binding.visit_id
    link = rows.links.of_device(marked)
    return link.visit_id if link and link.ended_at is None and link.revoked_at is None else None


def _device_of(rows: Rows, link: links.Link, device: str | None) -> str | None:
    """The browser's mark: the one set when it first opened the link, or the visit that it is bound to."""
    if device is None:
        return None
    marked = links.hashed(device)
    binding = rows.sessions.binding(marked)
    if binding and binding.link_hash == link.id_hash and binding.ended_at is None:
        return link.device_hash
    return marked
