"""Is it safe to talk now, and what happens when it is not."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.services import alerts, journey
from rvr_portal.web.errors import from_script
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.render import portal, unchanged
from rvr_portal.web.victim.guards import her_visit, victim
from rvr_portal.web.victim.steps import after_post


@victim.post("/v/safety")
def safety() -> BaseResponse:
    """Yes goes on; anything else counts as no."""
    told = journey.safe if request.form.get("answer") == "yes" else journey.unsafe
    return after_post(told(portal(), her_visit()))


@victim.post("/v/later")
def later() -> BaseResponse:
    """Try her later."""
    return after_post(journey.later(portal(), her_visit(), request.form.get("when", "")))


@victim.post("/v/in-person")
def officer_instead() -> BaseResponse:
    """An officer comes to her instead."""
    return after_post(journey.officer_instead(portal(), her_visit(), request.form.get("where", "")))


@victim.post("/v/alert")
def alert() -> BaseResponse:
    """The silent alert: her page shows no change."""
    visit = alerts.press(portal(), her_visit(), request.form.get("press", ""))
    quiet = wants_fragment() or from_script() or request.accept_mimetypes.best == "*/*"
    return unchanged() if quiet else after_post(visit)
