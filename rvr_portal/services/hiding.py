"""She hides her page, and comes back to it: the portal knows, the phone remembers nothing."""

from __future__ import annotations

from dataclasses import replace

from rvr_portal.domain.visit import Visit
from rvr_portal.ports import Portal
from rvr_portal.services.arrivals import VICTIM
from rvr_portal.services.private import read, with_private


def hide(portal: Portal, visit: Visit) -> Visit:
    """From now on a page that is loaded is the harmless one, and the officer reads why."""
    return _turned(portal, visit, hidden=True, act="page.hidden")


def show(portal: Portal, visit: Visit) -> Visit:
    """Her own page again."""
    return _turned(portal, visit, hidden=False, act="page.shown")


def is_hidden(portal: Portal, visit: Visit) -> bool:
    """Whether she has hidden the page and not come back."""
    return read(portal, visit).hidden


def _turned(portal: Portal, visit: Visit, *, hidden: bool, act: str) -> Visit:
    now = portal.now()
    with portal.store.transaction() as rows:
        stored = rows.visits.get(visit.id)
        private = read(portal, stored)
        if private.hidden is hidden:
            return stored
        changed = with_private(portal, stored.changed(now), replace(private, hidden=hidden))
        rows.visits.save(changed)
        rows.journal.add(visit.id, act, at=now, actor=VICTIM, facts={"from": stored.state})
    portal.bus.nudge(visit.id)
    return changed
