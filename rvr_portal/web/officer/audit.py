"""The portal's own journal, and whether every chain still holds."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.services import board
from rvr_portal.web.officer import story
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.context import names
from rvr_portal.web.officer.guards import allowed
from rvr_portal.web.render import portal


@officer.get("/audit")
@allowed(Permission.AUDIT)
def audit() -> ResponseReturnValue:
    """Newest first."""
    entries, broken = board.audit(portal())
    lines = story.told(reversed(entries), names())
    return render_template("officer/audit.html", lines=lines, broken=broken)
