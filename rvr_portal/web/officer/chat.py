"""Chat with her, from the waiting room to the page after the call."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.domain.chat import Line
from rvr_portal.domain.sessions import new_key
from rvr_portal.domain.visit import Visit
from rvr_portal.services import board, conversation
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.guards import allowed
from rvr_portal.web.render import portal, unchanged
from rvr_portal.web.signals import receive_line
from rvr_portal.web.stream import after

SIDE = "officer"


@officer.get("/visits/<visit_id>/chat")
@allowed(Permission.JOIN)
def chat(visit_id: str) -> ResponseReturnValue:
    """The lines after a number, or 204 where there are none."""
    lines = said(board.card(portal(), visit_id).visit, after())
    return render_template("officer/_chat_lines.html", lines=lines) if lines else unchanged()


@officer.post("/visits/<visit_id>/chat")
@allowed(Permission.JOIN)
def say(visit_id: str) -> ResponseReturnValue:
    """Keep one line; the page's own live part fetches it."""
    receive_line(board.card(portal(), visit_id).visit, SIDE, request.form.get("text", ""))
    return unchanged() if wants_fragment() else _to_the_chat(visit_id)


@officer.post("/visits/<visit_id>/phrases")
@allowed(Permission.JOIN)
def say_phrase(visit_id: str) -> ResponseReturnValue:
    """Send her a ready sentence in her language, and name the next one."""
    visit = board.card(portal(), visit_id).visit
    phrase = request.form.get("phrase", "")
    text = portal().content.phrase(phrase, visit.language)
    receive_line(visit, SIDE, text)
    if wants_fragment():
        return render_template("officer/_client_id.html", client_id=new_key())
    return _to_the_chat(visit_id)


def _to_the_chat(visit_id: str) -> ResponseReturnValue:
    return redirect(url_for(".visit", visit_id=visit_id, _anchor="chat-heading"), 303)


def said(visit: Visit, number: int = 0) -> Sequence[Line]:
    """What has been written since."""
    return conversation.lines(portal(), visit, number)
