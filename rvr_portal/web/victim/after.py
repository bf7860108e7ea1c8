"""What she keeps, and the way back into a conversation."""

from __future__ import annotations

from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.services import journey
from rvr_portal.web.render import portal
from rvr_portal.web.victim.guards import her_visit, victim
from rvr_portal.web.victim.steps import after_post


@victim.post("/v/again")
def again() -> BaseResponse:
    """Back to the waiting room."""
    return after_post(journey.talk_again(portal(), her_visit()))
