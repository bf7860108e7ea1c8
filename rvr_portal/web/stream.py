"""Server-Sent Events: a doorbell, and the call's signals (docs/protocol.md)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle

from flask import Response, request

from rvr_portal.domain.call import MEETING
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, calls, standing
from rvr_portal.web.render import portal

# A phone that has gone takes the first write in silence, the second one fails: beats come in pairs.
HEARTBEAT_SECONDS = (20, 1)
LASTS_SECONDS = 300
NUDGE = "event: nudge\ndata: {}\n\n"


def stream(visit_id: str | None, side: str, after: int, still: Callable[[], bool]) -> Response:
    """The stream of one visit as `side` hears it, or of all visits (nudges only) for None.

    `still` says whether this browser may go on listening: asked again before anything is said.
    """
    # Read here: the generator runs when the request is no longer at hand.
    after = _number(request.headers.get("Last-Event-ID", ""), after)
    answer = Response(_events(portal(), visit_id, side, after, still), mimetype="text/event-stream")
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def after() -> int:
    """The number of the last line or signal that the page has, as it tells it; 0 for anything else."""
    return _number(request.args.get("after", ""), 0)


def _number(told: str, otherwise: int) -> int:
    return int(told) if told.isdecimal() and len(told) < 16 else otherwise


def _events(
    door: Portal, visit_id: str | None, side: str, after: int, still: Callable[[], bool]
) -> Iterator[str]:
    until, pauses = time.monotonic() + LASTS_SECONDS, cycle(HEARTBEAT_SECONDS)
    with _presence(door, visit_id, side), door.bus.listen(visit_id) as wait:
        yield "retry: 250\n\n"
        while time.monotonic() < until and still():
            for number, event in _signals(door, visit_id, side, after):
                after = number
                yield event
            came = wait(next(pauses))
            if came != "signal":
                yield NUDGE if came else ": \n\n"
            if visit_id:
                door.presence.here(visit_id, side, door.now())


@contextmanager
def _presence(door: Portal, visit_id: str | None, side: str) -> Iterator[None]:
    if visit_id is None:
        yield
        return
    door.presence.opened(visit_id, side, door.now())
    if side == arrivals.VICTIM:
        arrivals.connection_back(door, visit_id)
        standing.opened(door, visit_id)
    door.bus.nudge(visit_id)
    try:
        yield
    finally:
        door.presence.gone(visit_id, side, door.now())
        door.bus.nudge(visit_id)


def _signals(
    door: Portal, visit_id: str | None, side: str, after: int
) -> Iterator[tuple[int, str]]:
    if visit_id is None:
        return
    with door.store.reading() as rows:
        visit = rows.visits.get(visit_id)
    if visit.state in MEETING:
        for signal in calls.signals(door, visit, side, after):
            yield signal.number, f"event: signal\nid: {signal.number}\ndata: {signal.envelope}\n\n"
