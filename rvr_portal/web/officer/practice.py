"""Practice: the whole journey with nobody at the other end."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.services import invitations
from rvr_portal.services.private import Private
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.guards import allowed, current_officer
from rvr_portal.web.officer.links import show_link
from rvr_portal.web.render import portal


@officer.post("/practice")
@allowed(Permission.CREATE)
def practice() -> ResponseReturnValue:
    """A practice visit and its link."""
    by = current_officer().id
    visit = invitations.prepare(portal(), Private(), by=by, practice=True)
    return show_link(invitations.issue(portal(), visit.id, by=by, channel="shown"))
