"""What nobody does by hand: links run out, silent pages are noticed, old visits lose their content."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import timedelta

from rvr_portal.domain.visit import Visit
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, endings, figures, invitations

EVERY_SECONDS = 5
PRACTICE_LASTS = timedelta(hours=1)
_log = logging.getLogger(__name__)


def keep_house(portal: Portal) -> None:
    """Tidy for ever; one failure is told to the operator and does not stop the next round."""
    expected = False
    while True:
        time.sleep(EVERY_SECONDS)
        try:
            if not expected:
                endings.expect_back(portal)
                expected = True
            tidy(portal)
        except Exception:
            _log.exception("housekeeping failed, next try in %s s", EVERY_SECONDS)


def tidy(portal: Portal) -> None:
    """One round."""
    invitations.expire_overdue(portal)
    for visit_id in portal.presence.lost(arrivals.VICTIM, portal.now()):
        arrivals.connection_lost(portal, visit_id)
    endings.end_lost(portal)
    figures.settle(portal)
    purge(portal, dry_run=False)


def purge(portal: Portal, *, dry_run: bool) -> Sequence[Visit]:
    """Visits whose time is over lose their key and all content; practice goes after an hour. The journal stays."""
    now = portal.now()
    with portal.store.reading() as rows:
        old = rows.visits.changed_before(now - portal.times.retention)
        practice = [it for it in rows.visits.changed_before(now - PRACTICE_LASTS) if it.practice]
    due = list({visit.id: visit for visit in [*old, *practice]}.values())
    for visit in () if dry_run else due:
        with portal.store.transaction() as rows:
            fresh = rows.visits.get(visit.id)
            emptied = fresh.changed(
                fresh.changed_at,
                key=None,
                private=None,
                needs=None,
                readiness=None,
                advice=None,
                alert_at=None,
                alert_by=None,
            )
            rows.visits.save(emptied)
            rows.messages.clear(visit.id)
            rows.signals.clear(visit.id)
            rows.guests.clear(visit.id)
            rows.sessions.unbind_all(visit.id, now)
            rows.links.end_all(visit.id, now, why="revoked")
            rows.journal.add(visit.id, "visit.purged", at=now, actor=invitations.SYSTEM)
    if due and not dry_run:
        portal.store.settle()
    return due


def rotate(portal: Portal) -> int:
    """Wrap every visit's key with the newest of RVR_SECRET_KEYS; how many there were."""
    with portal.store.reading() as rows:
        kept = rows.visits.changed_before(portal.now())
    for visit in kept:
        with portal.store.transaction() as rows:
            fresh = rows.visits.get(visit.id)
            if fresh.key:
                moved = fresh.changed(fresh.changed_at, key=portal.vault.rewrap(fresh.key))
                rows.visits.save(moved)
    portal.store.settle()
    return len(kept)
