"""Draws docs/visit.md from the table in the code: `python -m tests.house.draw_visit > docs/visit.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rvr_portal.domain.visit import STEPS, TRANSITIONS, Event, State, Step

STATES = {
    State.PREPARED: "An officer has made the visit; there is no link yet.",
    State.SENT: "A link is on its way and has not been redeemed.",
    State.OPENED: "She redeemed the link; she is asked whether it is safe to talk.",
    State.UNSAFE: "She said no, or that she is not sure. Officers have an alert.",
    State.LATER: "She asked to be tried later.",
    State.IN_PERSON: "An officer goes to her: she asked for it, or the console recorded it.",
    State.CHOOSING: "She says how she wants to talk.",
    State.CHECKING: "She tries camera, microphone, sound and connection.",
    State.WAITING: "She waits for an officer.",
    State.IN_CALL: "Both are in the call.",
    State.AFTER: "The call is over; she reads the advice that was chosen.",
    State.LEFT: "She left quickly, before or in the call. Only a fresh link brings her back.",
    State.CLOSED: "An officer closed the visit. What she may read again stays until its time.",
    State.REVOKED: "An officer withdrew the link.",
    State.EXPIRED: "The link ran out before anybody redeemed it.",
    State.DECLINED: "The gate said no: no link can be made, an officer goes in person.",
}
EVENTS = {
    Event.ISSUE: ("officer", "makes a fresh link; every older one stops"),
    Event.REDEEM: ("victim", "taps “Start” on the link's page"),
    Event.SAY_SAFE: ("victim", "says that it is safe to talk now"),
    Event.SAY_UNSAFE: ("victim", "says that it is not safe, or that she is not sure"),
    Event.ASK_LATER: ("victim", "asks to be tried later"),
    Event.SEND_OFFICER: ("victim or officer", "asks for an officer in person, or records one"),
    Event.TELL_NEEDS: ("victim", "says how she wants to talk; nothing is required"),
    Event.CHANGE_NEEDS: ("victim", "goes back to those choices"),
    Event.FINISH_CHECKS: ("victim", "goes on to the waiting room, with or without a check"),
    Event.CHECK_AGAIN: ("victim", "goes back to the check"),
    Event.JOIN: ("officer", "joins, or takes over; in practice the portal itself"),
    Event.HANG_UP: ("victim or officer", "ends the call"),
    Event.RETURN: ("victim", "asks to talk again"),
    Event.ALERT: ("victim", "raises the silent alert; her page does not change"),
    Event.GIVE_SIGN: ("officer", "heard her key word or saw the sign that was agreed"),
    Event.SAY_KEY_WORD: ("victim", "writes her key word; her page does not change"),
    Event.LEAVE: ("victim", "leaves quickly"),
    Event.DECLINE: ("system", "the gate of Rapid Video Response says no"),
    Event.REVOKE: ("officer", "withdraws the link"),
    Event.EXPIRE: ("system", "nobody redeemed the link in time"),
    Event.CLOSE: ("officer", "closes the visit"),
}
# Possible nearly everywhere: in the picture they would hide the way.
NEARLY_ANYWHERE = {
    Event.ISSUE,
    Event.SAY_UNSAFE,
    Event.SEND_OFFICER,
    Event.ALERT,
    Event.LEAVE,
    Event.REVOKE,
    Event.EXPIRE,
    Event.CLOSE,
}
HEAD = """# The life of a visit

Drawn from `rvr_portal/domain/visit.py` by `python -m tests.house.draw_visit > docs/visit.md`;
`tests/house/test_docs.py` fails where the two differ. Whatever is not in the tables below cannot happen:
the visit stays as it was, and whoever tried is shown where it stands (`not_now`)."""
TAIL = """A closed visit shows `after` until the time that the officer allowed, then `ended`. The welcome page of
the link stands before all of this and changes nothing. Lost connections, chat, advice, check reports and purging
change a visit without moving it to another state; the journal has an entry for each of them."""


def page() -> str:
    """The whole document."""
    parts = [HEAD, "## The way", _picture(), "## What can happen nearly anywhere", _table()]
    parts += ["## States", _states(), "## Events", _events(), TAIL]
    return "\n\n".join(parts) + "\n"


def _picture() -> str:
    edges: dict[tuple[State, State], list[str]] = {}
    for (state, event), then in TRANSITIONS.items():
        first = (state, event) == (State.PREPARED, Event.ISSUE)
        if first or event not in NEARLY_ANYWHERE:
            edges.setdefault((state, then), []).append(event)
    lines = [f"    {a} --> {b}: {', '.join(events)}" for (a, b), events in edges.items()]
    drawn = ["```mermaid", "stateDiagram-v2", f"    [*] --> {State.PREPARED}", *sorted(lines)]
    return "\n".join([*drawn, "```"])


def _table() -> str:
    rows = ["| event | from | to |", "| --- | --- | --- |"]
    for event in Event:
        if event in NEARLY_ANYWHERE:
            rows += [f"| `{event}` | {sources} | {then} |" for then, sources in _targets(event)]
    return "\n".join(rows)


def _targets(event: Event) -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for state in State:
        then = TRANSITIONS.get((state, event))
        if then:
            found.setdefault("stays as it is" if then is state else f"`{then}`", []).append(state)
    for then_told, states in found.items():
        yield then_told, " ".join(f"`{state}`" for state in states)


def _states() -> str:
    rows = ["| state | her page (`data-step`) | what it means |", "| --- | --- | --- |"]
    for state in State:
        rows.append(f"| `{state}` | `{STEPS.get(state, Step.ENDED)}` | {STATES[state]} |")
    return "\n".join(rows)


def _events() -> str:
    rows = ["| event | who | what |", "| --- | --- | --- |"]
    rows += [f"| `{event}` | {EVENTS[event][0]} | {EVENTS[event][1]} |" for event in Event]
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(page())
