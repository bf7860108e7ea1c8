"""Ways to end a visit; each asks once more, because none can be undone."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.services import aftercare, board, invitations
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.guards import allowed, current_officer
from rvr_portal.web.officer.words import SENDING_REASONS
from rvr_portal.web.render import portal


@officer.get("/visits/<visit_id>/officer")
@allowed(Permission.SEND)
def send_officer(visit_id: str) -> ResponseReturnValue:
    """Ask why an officer goes instead."""
    return render_template("officer/send_officer.html", card=board.card(portal(), visit_id))


@officer.post("/visits/<visit_id>/officer")
@allowed(Permission.SEND)
def officer_sent(visit_id: str) -> ResponseReturnValue:
    """Record that an officer goes in person."""
    why = request.form.get("why")
    if why not in SENDING_REASONS:
        card = board.card(portal(), visit_id)
        problems = [("why-danger", "Choose why an officer goes")]
        return render_template("officer/send_officer.html", card=card, problems=problems), 422
    invitations.send_officer(portal(), visit_id, by=current_officer().id, why=why)
    return redirect(url_for(".visit", visit_id=visit_id), 303)


@officer.get("/visits/<visit_id>/revocation")
@allowed(Permission.REVOKE)
def revocation(visit_id: str) -> ResponseReturnValue:
    """Ask whether the link is to be withdrawn."""
    return render_template("officer/revocation.html", card=board.card(portal(), visit_id))


@officer.post("/visits/<visit_id>/revocation")
@allowed(Permission.REVOKE)
def revoked(visit_id: str) -> ResponseReturnValue:
    """Withdraw the link."""
    invitations.revoke(portal(), visit_id, by=current_officer().id)
    return redirect(url_for(".visit", visit_id=visit_id), 303)


@officer.get("/visits/<visit_id>/closure")
@allowed(Permission.END)
def closure(visit_id: str) -> ResponseReturnValue:
    """Ask whether the visit is to be closed."""
    return render_template("officer/closure.html", card=board.card(portal(), visit_id))


@officer.post("/visits/<visit_id>/closure")
@allowed(Permission.END)
def closed(visit_id: str) -> ResponseReturnValue:
    """Close the visit."""
    aftercare.close(portal(), visit_id, by=current_officer().id)
    return redirect(url_for(".board"), 303)
