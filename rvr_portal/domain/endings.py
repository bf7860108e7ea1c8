"""How calls end: why, by whom, and when each of a visit's calls was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from rvr_portal.domain.journal import Entry
from rvr_portal.domain.visit import TRANSITIONS, Event, State, Visit

JOINED, ENDED = "call.joined", "call.ended"


class Reason(StrEnum):
    """Why a call ended; who ended it is told beside it."""

    HUNG_UP = "hung_up"
    LEFT_QUICKLY = "left_quickly"
    NOT_SAFE = "not_safe"
    OFFICER_INSTEAD = "officer_instead"
    REVOKED = "revoked"
    EXPIRED = "expired"
    CONNECTION_LOST = "connection_lost"
    PAGE_CLOSED = "page_closed"
    IN_BACKGROUND = "in_background"
    PHONE_CALL = "phone_call"
    BATTERY_LOW = "battery_low"


BY = ("victim", "officer", "system")
_REASONS: Mapping[Event, Reason] = {
    Event.HANG_UP: Reason.HUNG_UP,
    Event.LEAVE: Reason.LEFT_QUICKLY,
    Event.SAY_UNSAFE: Reason.NOT_SAFE,
    Event.SEND_OFFICER: Reason.OFFICER_INSTEAD,
    Event.REVOKE: Reason.REVOKED,
    Event.EXPIRE: Reason.EXPIRED,
}


@dataclass(frozen=True)
class Call:
    """One call of a visit: the first is number 1; a colleague who takes over is in the same call."""

    number: int
    began: datetime
    ended: datetime | None = None


def ends_call(visit: Visit, event: Event) -> bool:
    """Whether this event takes the visit out of a call."""
    leads = TRANSITIONS.get((visit.state, event))
    return visit.state is State.IN_CALL and leads is not None and leads is not State.IN_CALL


def reason(event: Event, loss: Reason | None) -> Reason:
    """Why the call ended; where somebody ends what her page had left, the loss is the reason."""
    return loss if loss and event is Event.HANG_UP else _REASONS[event]


def side_of(actor: str) -> str:
    """Which of BY an actor of the journal is: whoever is neither she nor the portal is staff."""
    return actor if actor in BY else "officer"


def last_call(entries: Iterable[Entry]) -> Call | None:
    """The visit's newest call, from its journal."""
    call = None
    for it in entries:
        if it.act == JOINED and (call is None or call.ended):
            call = Call(call.number + 1 if call else 1, it.at)
        elif it.act == ENDED and call:
            call = replace(call, ended=it.at)
    return call
