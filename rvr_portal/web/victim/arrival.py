"""The link: looking changes nothing, one tap of one person opens it."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, session
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.domain.errors import LinkRefused
from rvr_portal.domain.sessions import new_key
from rvr_portal.services import arrivals
from rvr_portal.web.cookies import MARK
from rvr_portal.web.languages import language, read_in
from rvr_portal.web.limits import count_bad_link
from rvr_portal.web.render import portal
from rvr_portal.web.victim.guards import victim


@victim.get("/j/<token>")
def link(token: str) -> Response:
    """A neutral page, however often and by whomever it is fetched."""
    try:
        visit = arrivals.look(portal(), token, session.get(MARK))
    except LinkRefused as refusal:
        count_bad_link(refusal.reason)
        raise
    # Marks the browser, so that it, and no other, may repeat the tap if the answer gets lost.
    session.setdefault(MARK, new_key())
    read_in(visit.language)
    if "lang" in request.args:
        session["l"] = language().code
    return make_response(
        render_template("victim/welcome.html", step="welcome", practice=visit.practice)
    )


@victim.post("/j/<token>")
def redemption(token: str) -> BaseResponse:
    """One tap redeems the link and binds the visit to this browser."""
    try:
        arrival = arrivals.redeem(portal(), token, session.get(MARK))
    except LinkRefused as refusal:
        count_bad_link(refusal.reason)
        arrivals.refused(portal(), refusal)
        raise
    chosen = session.get("l")
    session.clear()
    session[MARK] = arrival.key
    if chosen:
        session["l"] = chosen
    return redirect("/v", 303)
