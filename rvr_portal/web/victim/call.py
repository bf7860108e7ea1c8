"""Her side of the call."""

from __future__ import annotations

from flask import Response
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.services import arrivals, calls
from rvr_portal.web.render import portal
from rvr_portal.web.signals import receive_figures, receive_signal
from rvr_portal.web.victim.guards import her_visit, victim
from rvr_portal.web.victim.steps import after_post


@victim.post("/v/signals")
def signals() -> Response:
    """A signal for her officer."""
    return receive_signal(her_visit(), arrivals.VICTIM)


@victim.post("/v/call/figures")
def figures() -> Response:
    """What her page measured; also just after the call."""
    return receive_figures(her_visit(), arrivals.VICTIM)


@victim.post("/v/call/hang-up")
def hangup() -> BaseResponse:
    """She ends the call."""
    return after_post(calls.hang_up(portal(), her_visit().id, by=arrivals.VICTIM))
