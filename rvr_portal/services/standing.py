"""What her page says of itself: in front of her or not, and why it may go silent."""

from __future__ import annotations

from dataclasses import replace

from rvr_portal.domain import standing
from rvr_portal.domain.endings import Reason
from rvr_portal.domain.errors import ReportMalformed
from rvr_portal.domain.standing import Standing, Trouble
from rvr_portal.domain.visit import Visit
from rvr_portal.ports import Portal
from rvr_portal.services.private import Private, read, with_private

VICTIM = "victim"


def told(portal: Portal, visit_id: str, word: str) -> None:
    """Keep what her page says, once; ReportMalformed for a word that is none."""
    now = portal.now()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id)
        before = read(portal, visit)
        private = _with(before, word)
        if private == before or not visit.key:
            return
        rows.visits.save(with_private(portal, visit.changed(now), private))
        rows.journal.add(visit_id, f"page.{word}", at=now, actor=VICTIM)
    portal.bus.nudge(visit_id)


def opened(portal: Portal, visit_id: str) -> None:
    """A page of hers listens: the one that closed was another, or this one before it was loaded again."""
    with portal.store.reading() as rows:
        visit = rows.visits.get(visit_id)
    if read(portal, visit).standing == Standing.CLOSED:
        told(portal, visit_id, Standing.HERE)


def why_lost(portal: Portal, visit: Visit) -> Reason:
    """The likeliest cause where her page has gone silent."""
    known = read(portal, visit)
    return standing.why_lost(Standing(known.standing), battery_low=known.battery_low)


def _with(private: Private, word: str) -> Private:
    if word == Trouble.BATTERY_LOW:
        return replace(private, battery_low=True)
    if word == Trouble.REFUSED:
        return replace(private, refused=True)
    if word not in set(Standing):
        raise ReportMalformed("standing")
    before = Standing(private.standing)
    # A page that is there again has found power, or enough of it.
    low = private.battery_low and word != Standing.HERE
    return replace(private, standing=standing.after(before, Standing(word)), battery_low=low)
