"""The call page where the force keeps another video system: its join address, and what it cannot promise."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.domain.sessions import new_key
from rvr_portal.domain.visit import Event
from rvr_portal.services import board, external
from rvr_portal.web.officer import entries, line
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.chat import said
from rvr_portal.web.officer.guards import allowed, current_officer
from rvr_portal.web.render import portal

_NOT_WAITING = "She is not in the waiting room: give her the address once she is."


@officer.post("/visits/<visit_id>/call/address")
@allowed(Permission.JOIN)
def join_address(visit_id: str) -> ResponseReturnValue:
    """Give her the address: the call begins, or goes on there."""
    if portal().providers and not board.card(portal(), visit_id).visit.allows(Event.JOIN):
        return external_page(visit_id, _NOT_WAITING), 409
    external.give(portal(), visit_id, request.form.get("address", ""), current_officer())
    return redirect(url_for(".call", visit_id=visit_id), 303)


def external_page(visit_id: str, problem: str = "") -> str:
    """The call page; an address that was not taken stays in its field."""
    visit = board.card(portal(), visit_id).visit
    return render_template(
        "officer/external.html",
        **line.shown(visit_id),
        **entries.picker(visit),
        lines=said(visit),
        client_id=new_key(),
        problem=problem,
        told=request.form.get("address", ""),
    )


def not_listed() -> str:
    """Why an address was refused: what would be taken."""
    hosts = ", ".join(host for provider in portal().providers for host in provider.hosts)
    return f"Not given to her: the address must begin with https:// and one of these hosts: {hosts}"
