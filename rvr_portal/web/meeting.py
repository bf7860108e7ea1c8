"""What a page has to know to meet the other side's: macros/call.html puts it where held.js reads it."""

from __future__ import annotations

from rvr_portal.domain.checks import start_level
from rvr_portal.domain.needs import from_mapping
from rvr_portal.domain.visit import Visit
from rvr_portal.services import calls
from rvr_portal.web.render import portal


def plan(visit: Visit, side: str) -> dict[str, object]:
    """The way there, what she chose to send, and the picture to begin with."""
    needs = from_mapping(visit.needs)
    return {
        "ice": calls.ice(portal(), visit, side),
        "media": needs.media,
        "signing": needs.bsl,
        "by_letter": needs.by_letter,
        "level": start_level(visit.readiness),
    }
