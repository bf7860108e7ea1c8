"""What both sides of a call post: signals, lines of chat and figures."""

from __future__ import annotations

from flask import Response, request

from rvr_portal.domain import figures as shape
from rvr_portal.domain.call import MAX_BYTES
from rvr_portal.domain.errors import ReportMalformed, SignalTooLarge
from rvr_portal.domain.visit import Visit
from rvr_portal.services import calls, conversation, figures
from rvr_portal.web.limits import LINES, REPORTS, SIGNALS, spend
from rvr_portal.web.render import portal, unchanged


def receive_signal(visit: Visit, side: str, *, by: str = "") -> Response:
    """Hand the body on to the other side."""
    spend(SIGNALS, "signal", visit.id, side)
    if (request.content_length or 0) > MAX_BYTES:
        raise SignalTooLarge
    calls.signal(portal(), visit, side, request.get_data(cache=False), by=by)
    return unchanged()


def receive_figures(visit: Visit, side: str) -> Response:
    """Take what the page measured of its call."""
    spend(REPORTS, "figures", visit.id, side)
    if (request.content_length or 0) > shape.MAX_BYTES:
        raise ReportMalformed("size")
    figures.receive(portal(), visit, side, request.get_data(cache=False))
    return unchanged()


def receive_line(visit: Visit, side: str, text: str) -> None:
    """Keep a line of chat under the name that its form gives it."""
    spend(LINES, "line", visit.id, side)
    conversation.say(portal(), visit, side, text, request.form.get("client_id", ""))
