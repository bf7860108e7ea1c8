"""The silent alert, however she gives it: loud at the console, nothing changes on her screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from rvr_portal.domain.visit import Event, Visit
from rvr_portal.ports import Portal, Rows
from rvr_portal.services.arrivals import VICTIM

RAISED = "alert.raised"
PRESS_LENGTH = 32


def press(portal: Portal, visit: Visit, press: str = "") -> Visit:
    """She pressed the control; the same press, told again as its answer got lost, is one alert."""
    press = press[:PRESS_LENGTH]
    with portal.store.transaction() as rows:
        stored = rows.visits.get(visit.id)
        if press and _heard(rows, visit.id, press):
            return stored
        changed = raised(
            rows, stored, Event.ALERT, portal.now(), facts={"press": press} if press else {}
        )
    portal.bus.nudge(visit.id)
    return changed


def sign(portal: Portal, visit_id: str, *, by: str) -> Visit:
    """Her officer heard the key word or saw the sign that was agreed."""
    with portal.store.transaction() as rows:
        stored = rows.visits.get(visit_id)
        changed = raised(rows, stored, Event.GIVE_SIGN, portal.now(), by=by)
    portal.bus.nudge(visit_id)
    return changed


def raised(
    rows: Rows,
    visit: Visit,
    event: Event,
    now: datetime,
    *,
    by: str = VICTIM,
    facts: Mapping[str, str] | None = None,
) -> Visit:
    """The visit with an alert that stands until somebody has seen it, or NotAllowed."""
    changed = replace(visit.after(event, now), alert_at=now, alert_by=event)
    rows.visits.save(changed)
    told = {"by": event, "from": visit.state, **(facts or {})}
    rows.journal.add(visit.id, RAISED, at=now, actor=by, facts=told)
    return changed


def seen(portal: Portal, visit_id: str, *, by: str) -> Visit:
    """An officer has seen the alert and deals with it."""
    now = portal.now()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id).changed(now, alert_at=None, alert_by=None)
        rows.visits.save(visit)
        rows.journal.add(visit_id, "alert.seen", at=now, actor=by)
    portal.bus.nudge(visit_id)
    return visit


def _heard(rows: Rows, visit_id: str, press: str) -> bool:
    return any(
        it.act == RAISED and it.facts.get("press") == press for it in rows.journal.entries(visit_id)
    )
