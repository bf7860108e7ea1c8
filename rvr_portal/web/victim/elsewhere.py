"""Her call where it is in a provider's page: the link to it."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from rvr_portal.domain.visit import State
from rvr_portal.web.render import unchanged
from rvr_portal.web.victim.guards import her_visit, victim
from rvr_portal.web.victim.steps import NO_LINK, link_shown


@victim.get("/v/call/link")
def call_link() -> Response:
    """The link, where it is another than her page shows."""
    visit, seen = her_visit(), request.args.get("seen", "")
    shown = link_shown(visit)
    # After the call the step changes; a link that vanishes just before would only puzzle her.
    if visit.state is not State.IN_CALL or seen == shown["mark"]:
        return unchanged()
    another = seen not in {"", NO_LINK}
    return make_response(render_template("victim/_elsewhere_link.html", another=another, **shown))
