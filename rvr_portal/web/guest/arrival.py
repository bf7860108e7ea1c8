"""A guest's link: looking changes nothing, one tap of one person opens it."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, session
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.domain.errors import LinkRefused
from rvr_portal.domain.sessions import new_key
from rvr_portal.services import guest_arrivals
from rvr_portal.web.cookies import GUEST_MARK
from rvr_portal.web.guest.guards import guest
from rvr_portal.web.languages import language, read_in
from rvr_portal.web.limits import count_bad_link
from rvr_portal.web.render import portal


@guest.get("/g/<token>")
def link(token: str) -> Response:
    """A neutral page, however often and by whomever it is fetched."""
    try:
        third = guest_arrivals.look(portal(), token, session.get(GUEST_MARK))
    except LinkRefused as refusal:
        count_bad_link(refusal.reason)
        raise
    # Marks the browser: it, and no other, becomes the guest with the tap, and may repeat it.
    session.setdefault(GUEST_MARK, new_key())
    read_in(third.language)
    if "lang" in request.args:
        session["l"] = language().code
    return make_response(render_template("guest/welcome.html", step="welcome"))


@guest.post("/g/<token>")
def redemption(token: str) -> BaseResponse:
    """One tap redeems the link and binds the guest's place to this browser."""
    try:
        guest_arrivals.redeem(portal(), token, session.get(GUEST_MARK))
    except LinkRefused as refusal:
        count_bad_link(refusal.reason)
        guest_arrivals.refused(portal(), refusal)
        raise
    return redirect("/g", 303)
