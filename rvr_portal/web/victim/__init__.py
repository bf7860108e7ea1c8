"""Her pages: one address for the whole visit, one step at a time."""

from rvr_portal.web.victim import (
    accessibility,
    after,
    arrival,
    aside,
    call,
    chat,
    checks,
    elsewhere,
    exit,
    film,
    guest,
    safety,
    visit,
)
from rvr_portal.web.victim.guards import victim

__all__ = [
    "accessibility",
    "after",
    "arrival",
    "aside",
    "call",
    "chat",
    "checks",
    "elsewhere",
    "exit",
    "film",
    "guest",
    "safety",
    "victim",
    "visit",
]
