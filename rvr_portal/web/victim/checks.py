"""What her phone can do: never a reason not to go on."""

from __future__ import annotations

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.domain.needs import MEDIA
from rvr_portal.services import journey
from rvr_portal.web.render import done, portal, unchanged
from rvr_portal.web.victim.guards import her_visit, victim
from rvr_portal.web.victim.steps import after_post


@victim.post("/v/checks/report")
def checks_report() -> BaseResponse:
    """What the check found; the answer is one of four, with one thing to do for each problem."""
    readiness = journey.report_checks(portal(), her_visit(), request.form)
    return done("/v", "victim/_checks_result.html", readiness=readiness)


@victim.post("/v/checks")
def checks() -> BaseResponse:
    """On to the waiting room."""
    media = request.form.get("media", "video")
    return after_post(
        journey.finish_checks(portal(), her_visit(), media if media in MEDIA else "video")
    )


@victim.post("/v/checks/again")
def checks_again() -> BaseResponse:
    """Back from the waiting room."""
    return after_post(journey.check_again(portal(), her_visit()))


@victim.get("/v/ping")
def ping() -> Response:
    """Nothing, quickly: the check measures the way here and back."""
    her_visit()
    return unchanged()
