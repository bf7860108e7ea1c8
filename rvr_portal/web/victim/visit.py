"""The visit's one page, its choices and its live parts."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, session
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.domain.errors import VisitOver
from rvr_portal.domain.needs import from_form, name_to_use
from rvr_portal.domain.standing import Standing
from rvr_portal.domain.visit import State, Step
from rvr_portal.services import arrivals, calls, journey, standing
from rvr_portal.web.cookies import MARK
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.languages import offered
from rvr_portal.web.meeting import plan
from rvr_portal.web.render import portal, unchanged
from rvr_portal.web.stream import after, stream
from rvr_portal.web.victim.guards import her_visit, victim
from rvr_portal.web.victim.steps import after_post, show_step, waiting_status


@victim.get("/v")
def page() -> Response:
    """Whatever step the visit calls for."""
    visit = her_visit()
    if not wants_fragment():
        standing.told(portal(), visit.id, Standing.HERE)
    # Without script only these steps ask again by themselves, and so tell that she is still there.
    if visit.step(portal().now()) in {Step.WAITING, Step.UNSAFE}:
        portal().presence.here(visit.id, arrivals.VICTIM, portal().now())
    return show_step(visit, seen=request.args.get("seen"))


@victim.get("/v/language")
def language() -> str:
    """Every language to read in, on a page of its own: thirty names would weigh on each step."""
    her_visit()
    return render_template("victim/language.html", step="language")


@victim.post("/v/needs")
def needs() -> BaseResponse:
    """How she wants to talk."""
    visit = her_visit()
    told = from_form(request.form, portal().content.languages.by_code)
    visit = journey.tell_needs(portal(), visit, told, name_to_use(request.form.get("called", "")))
    if told.reads in {it.code for it in offered()}:
        session["l"] = told.reads
    return after_post(visit)


@victim.post("/v/needs/change")
def needs_change() -> BaseResponse:
    """Back to the choices."""
    return after_post(journey.change_needs(portal(), her_visit()))


@victim.get("/v/waiting")
def waiting() -> Response:
    """The live part of the waiting room."""
    return waiting_status(her_visit(), request.args.get("seen"))


@victim.get("/v/waiting/line")
def line() -> Response:
    """What a waiting page needs to meet her officer's before the call; 204 once she waits no more."""
    visit = her_visit()
    if visit.state is not State.WAITING:
        return unchanged()
    return make_response(render_template("victim/_line.html", **plan(visit, arrivals.VICTIM)))


@victim.post("/v/practice")
def practice() -> BaseResponse:
    """In practice the portal answers when she asks for it."""
    return after_post(calls.practise(portal(), her_visit()))


@victim.get("/v/events")
def events() -> Response:
    """The stream of this visit."""
    key, door = session.get(MARK), portal()
    visit = her_visit()

    def still() -> bool:
        try:
            return arrivals.current(door, key).id == visit.id
        except VisitOver:
            return False

    return stream(visit.id, arrivals.VICTIM, after(), still)
