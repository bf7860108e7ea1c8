"""What she is told of a third person in her call, and her no."""

from __future__ import annotations

from flask import Response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.services import arrivals, guests
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.render import portal, unchanged
from rvr_portal.web.victim.guards import her_visit, victim
from rvr_portal.web.victim.steps import guest_shown


@victim.get("/v/call/guest")
def guest() -> Response | str:
    """Who else is in the call, or is about to be; 204 where nothing is new."""
    shown = guest_shown(her_visit())
    if request.args.get("seen") == shown["guest_seen"]:
        return unchanged()
    return render_template("victim/_guest.html", **shown)


@victim.post("/v/call/guest/refusal")
def guest_refusal() -> BaseResponse:
    """She does not want this person: gone at once, whether they wait or talk."""
    guests.remove(portal(), her_visit().id, by=arrivals.VICTIM)
    return unchanged() if wants_fragment() else redirect("/v", 303)
