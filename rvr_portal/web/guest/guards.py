"""Which call this browser is a guest of, and what it sees where there is none."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, session
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.domain.errors import LinkRefused, NotAllowed, VisitOver
from rvr_portal.services import guest_arrivals
from rvr_portal.services.guest_arrivals import Presence
from rvr_portal.web.cookies import GUEST_MARK
from rvr_portal.web.errors import answer_refused, from_script
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.languages import read_in
from rvr_portal.web.render import portal

guest = Blueprint("guest", __name__)


def their_place() -> Presence:
    """The guest that this browser is, or VisitOver."""
    found = guest_arrivals.current(portal(), session.get(GUEST_MARK))
    read_in(found.third.language)
    return found


@guest.errorhandler(VisitOver)
@guest.errorhandler(NotAllowed)
def over(error: VisitOver | NotAllowed) -> BaseResponse:
    """The one neutral page, whatever the cause; scripts are told by name."""
    return answer_refused(error) if from_script() else ended(200)


@guest.errorhandler(LinkRefused)
def wrong_link(error: LinkRefused) -> Response:
    """The same page, the same bytes, as for a wrong link of hers."""
    return ended(404)


def ended(status: int) -> Response:
    """The page `ended`, or its inside for htmx."""
    template = "victim/_ended.html" if wants_fragment() else "victim/ended.html"
    return make_response(render_template(template), status)
