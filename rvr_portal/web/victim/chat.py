"""Her side of the chat."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.services import arrivals, conversation
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.render import portal, unchanged
from rvr_portal.web.signals import receive_line
from rvr_portal.web.stream import after
from rvr_portal.web.victim.guards import her_visit, victim


@victim.get("/v/chat")
def chat() -> Response:
    """Lines after a number, to be appended."""
    lines = conversation.lines(portal(), her_visit(), after())
    if not lines:
        return unchanged()
    return make_response(render_template("victim/_chat_lines.html", lines=lines))


@victim.post("/v/chat")
def say() -> BaseResponse:
    """One line."""
    receive_line(her_visit(), arrivals.VICTIM, request.form.get("text", ""))
    return unchanged() if wants_fragment() else redirect("/v", 303)
