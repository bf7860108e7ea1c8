"""The advice that she keeps: chosen here, on her page at once."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.services import aftercare, board
from rvr_portal.web.officer import entries
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.guards import allowed, current_officer
from rvr_portal.web.render import done, portal


@officer.get("/visits/<visit_id>/advice")
@allowed(Permission.ADVISE)
def advice(visit_id: str) -> ResponseReturnValue:
    """The picker, with a preview of what she will see."""
    board.viewed(portal(), visit_id, by=current_officer().id)
    card = board.card(portal(), visit_id)
    return render_template(
        "officer/advice.html", card=card, visit=card.visit, **entries.picker(card.visit)
    )


@officer.post("/visits/<visit_id>/advice")
@allowed(Permission.ADVISE)
def choose_advice(visit_id: str) -> ResponseReturnValue:
    """Keep the choice; NotOffered shows the picker again with what is wrong."""
    form = request.form
    visit = aftercare.choose(
        portal(),
        visit_id,
        form.getlist("topics"),
        form.getlist("contacts"),
        by=current_officer().id,
        phone_is_private=form.get("private_phone") == "yes",
        readable=form.get("readable") == "yes",
    )
    return done(
        url_for(".advice", visit_id=visit_id, _anchor="preview"),
        "officer/_advice.html",
        card=board.card(portal(), visit_id),
        visit=visit,
        kept=True,
        **entries.picker(visit),
    )
