"""Who may come in: nobody without signing in, and each view asks for its permission."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Officer, Permission
from rvr_portal.domain.errors import PermissionMissing
from rvr_portal.services import calls, sign_in
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.render import portal

P = ParamSpec("P")
R = TypeVar("R")

KEY = "officer"
_OPEN = {"officer.sign_in", "officer.signing_in"}
# What pages ask by themselves: a desk that somebody left must not stay signed in because of it.
UNASKED = {
    "officer.call_state",
    "officer.chat",
    "officer.events",
    "officer.figures",
    "officer.guest_signals",
    "officer.guests_live",
    "officer.join",
    "officer.journal",
    "officer.live_board",
    "officer.signals",
    "officer.status",
    "officer.visit_events",
}


def allowed(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Only for officers whose role includes this: else PermissionMissing."""

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not current_officer().may(permission):
                raise PermissionMissing(permission)
            return view(*args, **kwargs)

        return guarded

    return guard


def current_officer() -> Officer:
    """The officer who is signed in at this browser."""
    found: Officer = g.officer
    return found


def still_signed_in(visit_id: str | None = None) -> Callable[[], bool]:
    """A check for a stream, which goes on when this request is no longer at hand."""
    door, key, officer_id = portal(), session.get(KEY), current_officer().id

    def still() -> bool:
        # Whoever listens to her for an hour touches nothing, and must not be signed out of the call.
        talking = visit_id is not None and calls.talking(door, visit_id, officer_id)
        return sign_in.who(door, key, touch=talking) is not None

    return still


@officer.before_request
def signed_in() -> ResponseReturnValue | None:
    """Find out who asks; without a guard, too, an address is closed to strangers."""
    if request.endpoint in _OPEN:
        return None
    touch = request.endpoint not in UNASKED
    found = sign_in.who(portal(), session.get(KEY), touch=touch)
    if found is None:
        return _ask_to_sign_in()
    g.officer = found
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    # A live part, a signal or a stream must not take the officer away from a call that still runs.
    if wants_fragment() or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return render_template("officer/_signed_out.html"), 401
    back = request.path if request.method == "GET" else None
    return redirect(url_for("officer.sign_in", next=back), 303)
