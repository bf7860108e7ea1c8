"""No call ends without its reason in the journal, and none of its signals stays, whoever ended it and however."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from rvr_portal.domain import endings, guest
from rvr_portal.domain.external import elsewhere
from rvr_portal.domain.journal import Facts
from rvr_portal.domain.visit import TRANSITIONS, Event, Visit
from rvr_portal.ports import Portal, Rows
from rvr_portal.services import standing

# Long enough to change the phone's battery, or to come back from where there was no signal.
LOST_FOR_GOOD = timedelta(minutes=15)


def note(portal: Portal, rows: Rows, visit: Visit, event: Event, *, by: str, at: datetime) -> None:
    """Where this event ends a call: why, who ended it and how long it was; `visit` as it was before.

    What the two pages said of where they are goes with it.
    """
    leads = TRANSITIONS.get((visit.state, event))
    if leads and not guest.may_wait(leads):
        rows.guests.clear(visit.id)
    if not endings.ends_call(visit, event):
        return
    # Her exit must not depend on anything that is sealed: only a loss asks what she said last.
    lost = event is Event.HANG_UP and visit.lost_at is not None and not _asleep(portal, visit)
    why = endings.reason(event, _why_lost(portal, rows, visit) if lost else None)
    side = endings.side_of(by)
    call = endings.last_call(rows.journal.entries(visit.id))
    seconds = int((at - call.began).total_seconds()) if call else 0
    facts: Facts = {"reason": why.value, "by": side, "seconds": seconds}
    rows.journal.add(visit.id, endings.ENDED, at=at, actor=by, facts=facts)
    rows.signals.clear(visit.id)
    if not visit.practice:
        portal.meters.ended(why, side)


def end_lost(portal: Portal) -> None:
    """End the calls that both pages have left for good: nobody else would."""
    now = portal.now()
    with portal.store.reading() as rows:
        found = [it for it in rows.visits.in_call() if _lost(portal, it, now)]
    for visit in found:
        with portal.store.transaction() as rows:
            fresh = rows.visits.get(visit.id)
            # Meanwhile she may have come back.
            if not _lost(portal, fresh, now) or not fresh.allows(Event.HANG_UP):
                continue
            note(portal, rows, fresh, Event.HANG_UP, by="system", at=now)
            rows.visits.save(fresh.after(Event.HANG_UP, now))
        portal.bus.nudge(visit.id)


def expect_back(portal: Portal) -> None:
    """After a restart nobody is known to be here: who was in a call has as long as any silent page."""
    with portal.store.reading() as rows:
        found = [it for it in rows.visits.in_call() if it.lost_at is None]
    for visit in found:
        portal.presence.here(visit.id, "victim", portal.now())


def _lost(portal: Portal, visit: Visit, now: datetime) -> bool:
    # A page that sleeps may come back as long as her browser is bound to the visit at all.
    patience = portal.times.visit if _asleep(portal, visit) else LOST_FOR_GOOD
    away = visit.lost_at is not None and now - visit.lost_at > patience
    return away and not portal.presence.is_here(visit.id, "officer", now)


def _asleep(portal: Portal, visit: Visit) -> bool:
    # While she is in a provider's page her phone lets ours sleep: its silence says nothing of the call.
    return elsewhere(portal.providers, visit)


def _why_lost(portal: Portal, rows: Rows, visit: Visit) -> endings.Reason:
    goodbye = _goodbye(portal, rows, visit)
    return endings.Reason.PAGE_CLOSED if goodbye else standing.why_lost(portal, visit)


def _goodbye(portal: Portal, rows: Rows, visit: Visit) -> bool:
    said = rows.signals.after(visit.id, "officer", 0)
    if not said or not visit.key:
        return False
    sealed = bytes.fromhex(said[-1].envelope)
    last = json.loads(portal.vault.open(visit.key, sealed, f"signal:{visit.id}"))
    return bool(last["kind"] == "bye")
