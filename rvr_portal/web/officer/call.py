"""The call page: who is there, the officer's side of the signals, hanging up."""

from __future__ import annotations

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.domain.external import elsewhere
from rvr_portal.domain.sessions import new_key
from rvr_portal.domain.visit import Event
from rvr_portal.services import board, calls
from rvr_portal.web.meeting import plan
from rvr_portal.web.officer import entries, line
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.chat import SIDE, said
from rvr_portal.web.officer.external import external_page
from rvr_portal.web.officer.guards import allowed, current_officer, still_signed_in
from rvr_portal.web.officer.guests import guests_shown
from rvr_portal.web.render import portal, unchanged
from rvr_portal.web.signals import receive_figures, receive_signal
from rvr_portal.web.stream import after, stream


@officer.get("/visits/<visit_id>/call")
@allowed(Permission.JOIN)
def call(visit_id: str) -> ResponseReturnValue:
    """The call page; nothing but a look happens to the visit before its script asks to come in."""
    board.viewed(portal(), visit_id, by=current_officer().id)
    visit = board.card(portal(), visit_id).visit
    if elsewhere(portal().providers, visit):
        return external_page(visit_id)
    return render_template(
        "officer/call.html",
        **line.shown(visit_id),
        **entries.picker(visit),
        **guests_shown(visit),
        **plan(visit, SIDE),
        after=calls.last_signal(portal(), visit, SIDE),
        lines=said(visit),
        client_id=new_key(),
    )


@officer.get("/visits/<visit_id>/call/state")
@allowed(Permission.JOIN)
def call_state(visit_id: str) -> ResponseReturnValue:
    """What the call page says of her beside the pictures, or 204."""
    shown = line.shown(visit_id)
    if request.args.get("seen") == shown["seen"]:
        return unchanged()
    return render_template("officer/_call_state.html", **shown)


@officer.post("/visits/<visit_id>/call/join")
@allowed(Permission.JOIN)
def join(visit_id: str) -> ResponseReturnValue:
    """Come in, or hear that she is not in the waiting room yet."""
    visit = board.card(portal(), visit_id).visit
    if visit.practice or not visit.allows(Event.JOIN):
        return jsonify(in_call=False)
    calls.join(portal(), visit_id, current_officer())
    return jsonify(in_call=True)


@officer.post("/visits/<visit_id>/signals")
@allowed(Permission.JOIN)
def signals(visit_id: str) -> ResponseReturnValue:
    """One signal to her page."""
    return receive_signal(board.card(portal(), visit_id).visit, SIDE, by=current_officer().id)


@officer.post("/visits/<visit_id>/call/figures")
@allowed(Permission.JOIN)
def figures(visit_id: str) -> ResponseReturnValue:
    """What the officer's page measured; also just after the call."""
    return receive_figures(board.card(portal(), visit_id).visit, SIDE)


@officer.get("/visits/<visit_id>/events")
@allowed(Permission.VIEW)
def visit_events(visit_id: str) -> ResponseReturnValue:
    """Nudges and signals of one visit."""
    board.card(portal(), visit_id)
    return stream(visit_id, SIDE, after(), still_signed_in(visit_id))


@officer.post("/visits/<visit_id>/call/hang-up")
@allowed(Permission.JOIN)
def hang_up(visit_id: str) -> ResponseReturnValue:
    """End the call; where she was quicker, nothing is left to do."""
    if board.card(portal(), visit_id).visit.allows(Event.HANG_UP):
        calls.hang_up(portal(), visit_id, by=current_officer().id)
    return redirect(url_for(".visit", visit_id=visit_id), 303)
