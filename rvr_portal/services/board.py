"""What the console shows of visits: the live board and one visit's story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rvr_portal.domain import fallback
from rvr_portal.domain.checks import Readiness
from rvr_portal.domain.checks import from_mapping as readiness_of
from rvr_portal.domain.endings import Reason
from rvr_portal.domain.errors import StoreUnavailable
from rvr_portal.domain.journal import PORTAL_CHAIN, Entry
from rvr_portal.domain.needs import Needs, from_mapping
from rvr_portal.domain.visit import Step, Visit
from rvr_portal.ports import Portal, Rows
from rvr_portal.services import alerts, private, standing
from rvr_portal.services.arrivals import VICTIM
from rvr_portal.services.private import Private

NEWEST = 60
LOOKED_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Card:
    """One visit as the console shows it."""

    visit: Visit
    step: Step
    private: Private
    needs: Needs
    readiness: Readiness | None
    connected: bool
    officer: str
    link_until: datetime | None
    why_lost: Reason
    may_ring: bool
    last: Entry | None


def board(portal: Portal) -> Sequence[Card]:
    """The visits that changed last, alerts first."""
    with portal.store.reading() as rows:
        visits = rows.visits.newest(NEWEST)
    cards = [_card(portal, visit) for visit in visits]
    return sorted(cards, key=lambda card: card.visit.alert_at is None)


def card(portal: Portal, visit_id: str) -> Card:
    """One visit, or VisitUnknown."""
    with portal.store.reading() as rows:
        visit = rows.visits.get(visit_id)
    return _card(portal, visit)


def viewed(portal: Portal, visit_id: str, *, by: str) -> None:
    """Record that somebody read a visit (Data Protection Act 2018, s. 62), once in ten minutes."""
    now = portal.now()
    with portal.store.reading() as rows:
        rows.visits.get(visit_id)
        if _looked(rows, visit_id, by, now):
            return
    with portal.store.transaction() as rows:
        # Meanwhile another tab of theirs may have been faster.
        if not _looked(rows, visit_id, by, now):
            rows.journal.add(visit_id, "visit.viewed", at=now, actor=by)


def timeline(portal: Portal, visit_id: str) -> Sequence[Entry]:
    """The visit's journal, oldest first."""
    with portal.store.reading() as rows:
        rows.visits.get(visit_id)
        return rows.journal.entries(visit_id)


def audit(portal: Portal) -> tuple[Sequence[Entry], str | None]:
    """The portal's own journal, and the first broken entry of any chain."""
    with portal.store.reading() as rows:
        return rows.journal.entries(PORTAL_CHAIN), rows.journal.first_break()


def broken(portal: Portal) -> str | None:
    """The first broken entry of any chain, or None."""
    with portal.store.reading() as rows:
        return rows.journal.first_break()


def counts(portal: Portal) -> Mapping[str, int]:
    """How many visits there are in each state: figures without anybody's data."""
    with portal.store.reading() as rows:
        return rows.visits.counts()


def ready(portal: Portal) -> bool:
    """Whether the database answers with the newest schema."""
    try:
        return portal.store.up_to_date()
    except StoreUnavailable:
        return False


def _looked(rows: Rows, visit_id: str, by: str, now: datetime) -> bool:
    return any(
        it.act == "visit.viewed" and it.actor == by and now - it.at < LOOKED_AGAIN
        for it in rows.journal.entries(visit_id)
    )


def _last_of_hers(rows: Rows, visit: Visit) -> Entry | None:
    """What she did before the alert itself."""
    entries = rows.journal.entries(visit.id)
    hers = [it for it in entries if it.actor == VICTIM and it.act != alerts.RAISED]
    return hers[-1] if hers else None


def _card(portal: Portal, visit: Visit) -> Card:
    now = portal.now()
    with portal.store.reading() as rows:
        officer = rows.officers.get(visit.officer_id) if visit.officer_id else None
        link = rows.links.live(visit.id, now)
        last = _last_of_hers(rows, visit) if visit.alert_at else None
    known = private.read(portal, visit)
    return Card(
        visit=visit,
        step=visit.step(now),
        private=known,
        needs=from_mapping(visit.needs),
        readiness=readiness_of(visit.readiness),
        connected=portal.presence.is_here(visit.id, VICTIM, now),
        officer=officer.name or officer.email if officer else "",
        link_until=link.expires_at if link else None,
        why_lost=standing.why_lost(portal, visit),
        may_ring=fallback.may_ring(known.contact, now),
        last=last,
    )
