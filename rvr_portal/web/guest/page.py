"""A guest's one page: waiting to be let in, in the call, over."""

from __future__ import annotations

from flask import Response, redirect, request, session
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.domain.errors import VisitOver
from rvr_portal.domain.guest import Standing
from rvr_portal.services import calls, guest_arrivals
from rvr_portal.services.guest_arrivals import Presence
from rvr_portal.services.guests import GUEST
from rvr_portal.web.cookies import GUEST_MARK
from rvr_portal.web.guest.guards import ended, guest, their_place
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.render import portal, show, unchanged
from rvr_portal.web.signals import receive_signal
from rvr_portal.web.stream import after, stream


@guest.get("/g")
def page() -> Response:
    """Whatever the officer's decision calls for."""
    place = their_place()
    # Without script the page asks again by itself, and so tells that somebody is there.
    portal().presence.here(place.visit.id, GUEST, portal().now())
    step = "call" if place.third.standing is Standing.IN_CALL else "waiting"
    if request.args.get("seen") == step:
        return unchanged()
    return show("guest/page.html", "guest/_step.html", step=step, **_context(place))


@guest.get("/g/events")
def events() -> Response:
    """Nudges, and what the officer's page says to theirs."""
    mark, door, place = session.get(GUEST_MARK), portal(), their_place()

    def still() -> bool:
        try:
            return guest_arrivals.current(door, mark).guest.id_hash == place.guest.id_hash
        except VisitOver:
            return False

    return stream(place.visit.id, GUEST, after(), still)


@guest.post("/g/signals")
def signals() -> Response:
    """A signal for the officer's page; refused before they are let in."""
    return receive_signal(their_place().visit, GUEST)


@guest.post("/g/hang-up")
def hangup() -> BaseResponse:
    """The guest goes; the call goes on without them."""
    their_place()
    guest_arrivals.leave(portal(), session.get(GUEST_MARK))
    return ended(200) if wants_fragment() else redirect("/g", 303)


def _context(place: Presence) -> dict[str, object]:
    door, visit = portal(), place.visit
    return {
        "third": place.third,
        "officer": calls.colleague(door, visit),
        "after": calls.last_signal(door, visit, GUEST),
        "ice": calls.ice(door, visit, GUEST),
    }
