"""The console, where officers make links, watch visits, join calls and choose advice."""

from rvr_portal.web.officer import (
    accounts,
    advice,
    audit,
    board,
    call,
    chat,
    closing,
    contact,
    content,
    context,
    external,
    guards,
    links,
    practice,
    refusals,
    sign_in,
    visits,
)
from rvr_portal.web.officer.blueprint import officer

__all__ = [
    "accounts",
    "advice",
    "audit",
    "board",
    "call",
    "chat",
    "closing",
    "contact",
    "content",
    "context",
    "external",
    "guards",
    "links",
    "officer",
    "practice",
    "refusals",
    "sign_in",
    "visits",
]
