"""Which visit this browser belongs to, and what it sees where there is none."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, session
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.domain.errors import LinkRefused, NotAllowed, VisitOver
from rvr_portal.domain.visit import Visit
from rvr_portal.services import arrivals
from rvr_portal.web import compression
from rvr_portal.web.cookies import MARK
from rvr_portal.web.errors import answer_refused, from_script
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.languages import read_in
from rvr_portal.web.render import portal
from rvr_portal.web.victim.steps import after_post

victim = Blueprint("victim", __name__)
victim.after_request(compression.small)


def her_visit() -> Visit:
    """The visit that this browser is bound to, or VisitOver."""
    visit = arrivals.current(portal(), session.get(MARK))
    read_in(visit.language)
    return visit


@victim.errorhandler(VisitOver)
def over(error: VisitOver) -> Response:
    """The one neutral page, whatever the cause."""
    if from_script():
        return answer_refused(error)
    return ended(200)


@victim.errorhandler(NotAllowed)
def not_now(error: NotAllowed) -> BaseResponse:
    """A second tap, an old page: she sees the step where the visit really is."""
    if from_script():
        return answer_refused(error)
    return after_post(her_visit())


@victim.errorhandler(LinkRefused)
def wrong_link(error: LinkRefused) -> Response:
    """Unknown, tampered, expired, used or revoked: the same page, the same bytes."""
    return ended(404)


def ended(status: int) -> Response:
    """The page `ended`, or its inside for htmx."""
    template = "victim/_ended.html" if wants_fragment() else "victim/ended.html"
    return make_response(render_template(template), status)
