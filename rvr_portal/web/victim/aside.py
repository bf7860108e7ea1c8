"""Hiding the page behind a harmless one, and the way back: by script at once, without it by a plain form."""

from __future__ import annotations

from flask import redirect
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.services import hiding
from rvr_portal.web.render import portal
from rvr_portal.web.victim.guards import her_visit, victim


@victim.post("/v/aside")
def aside() -> BaseResponse:
    """Hide the page."""
    hiding.hide(portal(), her_visit())
    return redirect("/v", 303)


@victim.post("/v/back")
def back() -> BaseResponse:
    """Show it again."""
    hiding.show(portal(), her_visit())
    return redirect("/v", 303)
