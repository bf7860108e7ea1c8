"""Hiding the page behind a harmless one and the way back, and what her page says of itself."""

from __future__ import annotations

from flask import redirect, request
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.services import hiding, standing
from rvr_portal.web.render import portal, unchanged
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


@victim.post("/v/standing", endpoint="standing")
def standing_told() -> BaseResponse:
    """Whether her page is in front of her, and what may take it away."""
    standing.told(portal(), her_visit().id, request.form.get("standing", ""))
    return unchanged()
