"""What the live part of one visit shows."""

from __future__ import annotations

from dataclasses import dataclass

from rvr_portal.domain import sms
from rvr_portal.domain.errors import ContactRefused
from rvr_portal.domain.sms import Cost
from rvr_portal.domain.visit import Event
from rvr_portal.services import board
from rvr_portal.services.board import Card
from rvr_portal.services.texts import text_of
from rvr_portal.web.officer.board import waiting_since
from rvr_portal.web.officer.context import digest
from rvr_portal.web.render import portal

# As long as a real token, so that the count of parts is right before the link exists.
_SAMPLE = f"{'x' * 16}.{'x' * 6}.{'x' * 22}"

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
    refusal = text_refusal(card)
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
        "text_failed": failed,
        "preview": preview(card) if card.visit.allows(Event.ISSUE) and not refusal else None,
    }


def text_refusal(card: Card) -> str:
    """Why no text message may be sent now, or ""."""
    if card.visit.practice:
        return "practice"
    try:
        card.private.contact.allow_text(portal().now())
    except ContactRefused as refused:
        return refused.reason
    return ""


def text_failed(card: Card) -> str:
    """Why the text with the live link may have reached nobody, or ""."""
    if not card.link_until:
        return ""
    told = [it for it in board.timeline(portal(), card.visit.id) if it.act in _TEXTED]
    last = told[-1]
    return str(last.facts["why"]) if last.act == "text.failed" else ""


def preview(card: Card) -> Preview:
    """The text in her language with its cost and what is wrong with it."""
    until = portal().now() + portal().times.link
    url = f"{portal().public_url}/j/{_SAMPLE}"
    text = text_of(card.visit, card.private.contact.wording, url, until)
    return Preview(text, sms.cost(text), sms.faults(text))
