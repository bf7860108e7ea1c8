"""When the officer's page may meet hers before the call."""

from __future__ import annotations

from rvr_portal.domain.account import Permission
from rvr_portal.domain.external import elsewhere
from rvr_portal.domain.visit import State, Visit
from rvr_portal.web.meeting import plan
from rvr_portal.web.officer.chat import SIDE
from rvr_portal.web.officer.guards import current_officer
from rvr_portal.web.render import portal


def held(visit: Visit) -> dict[str, object] | None:
    """The plan of a connection that is made before this officer joins, or None where there is none."""
    officer = current_officer()
    taken = visit.state is State.WAITING and visit.officer_id == officer.id
    if not taken or not officer.may(Permission.JOIN) or visit.practice:
        return None
    return None if elsewhere(portal().providers, visit) else plan(visit, SIDE)
