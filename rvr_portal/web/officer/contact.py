"""Safe contact, agreed with her again: what was safe an hour ago may not be now."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.services import board, invitations
from rvr_portal.web.officer import forms
from rvr_portal.web.officer.agreement import agreement
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.guards import allowed, current_officer
from rvr_portal.web.render import portal


@officer.get("/visits/<visit_id>/contact")
@allowed(Permission.SEND)
def contact(visit_id: str) -> ResponseReturnValue:
    """What was agreed, to be asked again."""
    board.viewed(portal(), visit_id, by=current_officer().id)
    card = board.card(portal(), visit_id)
    form = agreement(portal().now(), card.private.contact)
    return render_template("officer/contact.html", card=card, form=form)


@officer.post("/visits/<visit_id>/contact")
@allowed(Permission.SEND)
def agree(visit_id: str) -> ResponseReturnValue:
    """Keep what was agreed now."""
    card = board.card(portal(), visit_id)
    form = agreement(portal().now(), card.private.contact)
    if not form.validate():
        problems = forms.problems(form)
        return render_template("officer/contact.html", card=card, form=form, problems=problems), 422
    invitations.agree(portal(), visit_id, form.contact(), by=current_officer().id)
    return redirect(url_for(".visit", visit_id=visit_id, _anchor="sending"), 303)
