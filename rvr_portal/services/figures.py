"""Figures of calls: taken from the pages while a call is on, kept in the journal when it is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from rvr_portal.domain import endings, figures
from rvr_portal.domain.endings import Call
from rvr_portal.domain.errors import NotAllowed
from rvr_portal.domain.figures import Line
from rvr_portal.domain.needs import from_mapping
from rvr_portal.domain.visit import Visit
from rvr_portal.ports import Portal

# The last report of a page comes when the call has ended already, from a slow phone some seconds after.
LATE = timedelta(seconds=30)
# Pages report once a minute; what is older says nothing of the line as it is.
FRESH = timedelta(seconds=90)


def receive(portal: Portal, visit: Visit, side: str, raw: bytes) -> None:
    """Keep a page's newest report; ReportMalformed, or NotAllowed outside a call, change nothing."""
    report = figures.checked(raw)
    now = portal.now()
    call = _call(portal, visit.id)
    if call is None or _over(call, now):
        raise NotAllowed(visit.state, "figures")
    if visit.practice:
        return
    before = _shown(portal, visit, call)
    portal.figures.keep((visit.id, call.number), side, report, now)
    # Who looks is woken only where what is shown changes.
    if _shown(portal, visit, call) != before:
        portal.bus.nudge(visit.id)


def line(portal: Portal, visit: Visit) -> tuple[Line | None, int | None]:
    """The line in a word, and at which level her picture is; None where nobody has reported of late."""
    call = _call(portal, visit.id)
    return _shown(portal, visit, call) if call else (None, None)


def _shown(portal: Portal, visit: Visit, call: Call) -> tuple[Line | None, int | None]:
    if call.ended:
        return None, None
    told = portal.figures.latest((visit.id, call.number), portal.now() - FRESH)
    level = told["victim"].level if "victim" in told else None
    return figures.line(told, from_mapping(visit.needs).media), level


def settle(portal: Portal) -> None:
    """Keep the figures of calls that are over in the journal, one entry for each side."""
    now = portal.now()
    for visit_id, number in portal.figures.calls():
        call = _call(portal, visit_id)
        if call and call.number == number and not _over(call, now):
            continue
        for side, report in portal.figures.take((visit_id, number)).items():
            with portal.store.transaction() as rows:
                rows.journal.add(visit_id, "call.figures", at=now, actor=side, facts=report.facts())
            portal.meters.measured(report)
        portal.bus.nudge(visit_id)


def _call(portal: Portal, visit_id: str) -> Call | None:
    with portal.store.reading() as rows:
        return endings.last_call(rows.journal.entries(visit_id))


def _over(call: Call, now: datetime) -> bool:
    return call.ended is not None and now - call.ended > LATE
