"""Quick exit: a bare link that works without script, before all else."""

from __future__ import annotations

from flask import redirect, session
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.services import arrivals
from rvr_portal.web.render import portal
from rvr_portal.web.security import csrf
from rvr_portal.web.victim.guards import MARK, victim


@victim.route("/exit", methods=["GET", "POST"], endpoint="exit")
@csrf.exempt  # type: ignore[untyped-decorator]
def leave() -> BaseResponse:
    """End the browser's visit, wipe what the site stored, and go somewhere dull."""
    arrivals.leave(portal(), session.get(MARK))
    session.clear()
    answer = redirect(portal().exit_url, 303)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer
