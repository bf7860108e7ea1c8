"""Quick exit: a bare link that works without script, before all else."""

from __future__ import annotations

from flask import redirect, session
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.domain.errors import StoreUnavailable
from rvr_portal.services import arrivals, guest_arrivals
from rvr_portal.web.cookies import GUEST_MARK, MARK
from rvr_portal.web.errors import log_fault
from rvr_portal.web.render import portal
from rvr_portal.web.security import csrf
from rvr_portal.web.victim.guards import victim


@victim.route("/exit", methods=["GET", "POST"], endpoint="exit")
@csrf.exempt  # type: ignore[untyped-decorator]
def leave() -> BaseResponse:
    """End the browser's visit, wipe what the site stored, and go somewhere dull."""
    try:
        arrivals.leave(portal(), session.get(MARK))
        guest_arrivals.leave(portal(), session.get(GUEST_MARK))
    except StoreUnavailable:
        # She goes, whether or not it can be recorded.
        log_fault()
    session.clear()
    answer = redirect(portal().exit_url, 303)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer
