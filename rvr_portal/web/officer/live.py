"""What the live part of one visit shows."""

from __future__ import annotations

from dataclasses import dataclass

from rvr_portal.domain import sms
from rvr_portal.domain.contact import OVERRIDABLE
from rvr_portal.domain.sms import Cost
from rvr_portal.domain.visit import Event
from rvr_portal.services import board, sending
from rvr_portal.services.board import Card
from rvr_portal.web.officer.board import waiting_since
from rvr_portal.web.officer.context import digest
from rvr_portal.web.render import portal

_TEXTED = {"link.issued", "text.sent", "text.failed"}


@dataclass(frozen=True)
class Preview:
    """The text message as it will be sent; the link's own letters are made when it goes."""

    text: str
    cost: Cost
    faults: tuple[str, ...]


def shown(visit_id: str) -> dict[str, object]:
    """Everything that the status fragment needs."""
    card = board.card(portal(), visit_id)
    refusal, link_refusal = text_refusal(card), _refusal(card, text=False)
    failed = text_failed(card)
    mark = digest(
        card.visit.version, card.connected, card.officer, card.link_until, refusal, failed
    )
    return {
        "card": card,
        "visit": card.visit,
        "seen": mark,
        "waiting_since": waiting_since,
        "text_refusal": refusal,
        "link_refusal": link_refusal,
        "text_failed": failed,
        "overridable": OVERRIDABLE,
        "preview": preview(card) if _shows_text(card, refusal) else None,
    }


def _shows_text(card: Card, refusal: str) -> bool:
    """Also where it may not go as it stands: so that what is wrong with it can be read."""
    return card.visit.allows(Event.ISSUE) and refusal in {"", "text_faulty"}


def text_refusal(card: Card) -> str:
    """Why no text message may be sent now, or ""."""
    return _refusal(card, text=True)


def _refusal(card: Card, *, text: bool) -> str:
    entries = board.timeline(portal(), card.visit.id)
    return sending.refusal(portal(), card.visit, entries, text=text)


def text_failed(card: Card) -> str:
    """Why the text with the live link may have reached nobody, or ""."""
    if not card.link_until:
        return ""
    told = [it for it in board.timeline(portal(), card.visit.id) if it.act in _TEXTED]
    last = told[-1]
    return str(last.facts["why"]) if last.act == "text.failed" else ""


def preview(card: Card) -> Preview:
    """The text in her language with its cost and what is wrong with it."""
    text = sending.preview(portal(), card.visit)
    return Preview(text, sms.cost(text), sending.faults(portal(), card.visit))
