"""The live board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.domain.visit import State
from rvr_portal.services import board as services
from rvr_portal.services.board import Card
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.context import digest
from rvr_portal.web.officer.guards import allowed, still_signed_in
from rvr_portal.web.render import portal, show, unchanged
from rvr_portal.web.stream import stream

_CAME_IN = {"waiting.began", "waiting.again"}


@officer.get("/")
@allowed(Permission.VIEW)
def board() -> ResponseReturnValue:
    """Every visit that changed lately."""
    cards = services.board(portal())
    return show("officer/board.html", "officer/_board.html", **_shown(cards))


@officer.get("/board")
@allowed(Permission.VIEW)
def live_board() -> ResponseReturnValue:
    """The inside of the board, or 204 where it is as it was."""
    cards = services.board(portal())
    if request.args.get("seen") == seen(cards):
        return unchanged()
    return render_template("officer/_board.html", **_shown(cards))


@officer.get("/events")
@allowed(Permission.VIEW)
def events() -> ResponseReturnValue:
    """Nudges about any visit."""
    return stream(None, "officer", 0, still_signed_in())


def seen(cards: Sequence[Card]) -> str:
    """The mark of what these cards show."""
    return digest(
        [(it.visit.id, it.visit.version, it.connected, it.officer, it.link_until) for it in cards]
    )


def waiting_since(card: Card) -> datetime | None:
    """When she came into the waiting room, while she is there."""
    if card.visit.state is not State.WAITING:
        return None
    entries = services.timeline(portal(), card.visit.id)
    return next((it.at for it in reversed(entries) if it.act in _CAME_IN), None)


def _shown(cards: Sequence[Card]) -> dict[str, object]:
    live = [it for it in cards if it.visit.state not in {State.CLOSED, State.DECLINED}]
    return {
        "cards": live,
        "over": [it for it in cards if it not in live],
        "seen": seen(cards),
        "waiting_since": waiting_since,
    }
