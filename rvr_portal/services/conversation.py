"""Chat between the two sides: each line kept once, sealed, in order."""

from __future__ import annotations

from collections.abc import Sequence

from rvr_portal.domain import chat, key_word
from rvr_portal.domain.chat import Line
from rvr_portal.domain.errors import NotAllowed
from rvr_portal.domain.visit import Event, State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import alerts
from rvr_portal.services.arrivals import VICTIM
from rvr_portal.services.private import read

_OPEN = (State.WAITING, State.IN_CALL, State.AFTER)


def say(portal: Portal, visit: Visit, side: str, text: str, client_id: str) -> None:
    """Keep a line once; ChatMalformed or NotAllowed change nothing.

    Her key word in it is an alert at the console, and looks like any other line to her.
    """
    line = chat.checked(text, client_id)
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit.id)
        if visit.state not in _OPEN or not visit.key:
            raise NotAllowed(visit.state, "chat")
        sealed = portal.vault.seal(visit.key, line.encode(), f"chat:{visit.id}")
        now = portal.now()
        if rows.messages.add(visit.id, side, client_id, sealed, now):
            rows.journal.add(
                visit.id, "chat.said", at=now, actor=side, facts={"letters": len(line)}
            )
            if side == VICTIM and key_word.says(line, read(portal, visit).contact.key_word):
                alerts.raised(rows, visit, Event.SAY_KEY_WORD, now)
    portal.bus.nudge(visit.id)


def lines(portal: Portal, visit: Visit, after: int = 0) -> Sequence[Line]:
    """Lines after this number, oldest first."""
    if not visit.key:
        return ()
    key, about = visit.key, f"chat:{visit.id}"
    with portal.store.reading() as rows:
        found = rows.messages.after(visit.id, after)
    return [
        Line(it.number, it.side, portal.vault.open(key, it.sealed, about).decode(), it.at)
        for it in found
    ]
