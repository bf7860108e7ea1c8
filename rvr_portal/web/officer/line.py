"""What the call page says of the line: how it is, what comes next, and what she agreed to."""

from __future__ import annotations

from urllib.parse import urlsplit

from rvr_portal.domain import fallback
from rvr_portal.domain.external import elsewhere
from rvr_portal.domain.visit import Visit
from rvr_portal.services import board, external, figures
from rvr_portal.web.officer import call_words, live
from rvr_portal.web.officer.context import digest
from rvr_portal.web.render import portal


def shown(visit_id: str) -> dict[str, object]:
    """Everything that the live part of the call page needs."""
    card = board.card(portal(), visit_id)
    needs, contact, now = card.needs, card.private.contact, portal().now()
    line, level = figures.line(portal(), card.visit)
    below = fallback.next_step(needs, contact, now, fallback.standing(needs, level))
    ladder = fallback.ladder(needs, contact, now)
    base = live.shown(visit_id)
    return {
        **base,
        "seen": digest(base["seen"], line, below, ladder),
        "call_words": call_words,
        "line": line,
        "below": below,
        "steps": [call_words.RUNGS[it] for it in ladder],
        **_outside(card.visit),
    }


def _outside(visit: Visit) -> dict[str, object]:
    """Where the call is in a provider's page: whose, at which host, and no way down that would be ours."""
    providers = portal().providers
    if not elsewhere(providers, visit):
        return {"elsewhere": "", "host": ""}
    return {
        "elsewhere": " or ".join(it.name for it in providers),
        "host": urlsplit(external.meeting(portal(), visit)).hostname or "",
        "steps": [],
    }
