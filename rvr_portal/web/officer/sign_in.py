"""Signing in and out."""

from __future__ import annotations

import re

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.services import sign_in as services
from rvr_portal.web.limits import SIGN_INS, limiter
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.guards import KEY, current_officer
from rvr_portal.web.render import portal, show

# A path of our own and nothing else: an open redirect would lend our name to somebody's imitation.
_OURS = re.compile(r"/officer(/[A-Za-z0-9_-]+)*/?")


@officer.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The form; whoever is signed in already goes on."""
    if services.who(portal(), session.get(KEY)):
        return redirect(_next(), 303)
    return show("officer/sign_in.html", "officer/sign_in.html", next=request.args.get("next", ""))


@officer.post("/sign-in")
@limiter.limit(SIGN_INS)
def signing_in() -> ResponseReturnValue:
    """Sign in; SignInRefused shows the form again."""
    key = services.sign_in(
        portal(), request.form.get("email", ""), request.form.get("password", "")
    )
    # Nothing of the session before may live on: somebody else may have planted it.
    session.clear()
    session[KEY] = key
    return redirect(_next(), 303)


@officer.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out at this browser."""
    services.sign_out(portal(), session[KEY], current_officer())
    session.clear()
    return redirect(url_for("officer.sign_in"), 303)


def _next() -> str:
    wanted = request.values.get("next", "")
    return wanted if _OURS.fullmatch(wanted) else url_for("officer.board")
