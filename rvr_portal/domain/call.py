"""Signals between the two browsers of a call, and what they must not tell."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rvr_portal.domain.errors import SignalMalformed, SignalTooLarge
from rvr_portal.domain.relays import relay_candidate, relayed_description
from rvr_portal.domain.visit import State

MAX_BYTES = 32 * 1024
# A guest talks to the officer's page alone, which listens as `bridge` to nobody else.
SIDES = {"victim": "officer", "officer": "victim", "guest": "bridge", "bridge": "guest"}
HEARS = {"officer": ("officer", "bridge")}
# While the visit is in one of these, pages may know of each other.
MEETING = frozenset({State.WAITING, State.IN_CALL})
_PEER = re.compile(r"[A-Za-z0-9_-]{8,32}")
# The name of a media line, as browsers write it; nothing that could hold an address.
_MID = re.compile(r"[A-Za-z0-9_{}+-]{0,40}")
_LINES = range(256)
_REASONS = ("hung_up", "left", "reload")


@dataclass(frozen=True)
class Signal:
    """One signal as stored: numbered, for one side, its envelope as JSON text."""

    number: int
    envelope: str


@dataclass(frozen=True)
class Envelope:
    """A signal to hand on, as JSON text; `greets`: its page has just come, so what its side said is void."""

    text: str
    greets: bool


def checked(raw: bytes, *, relay_only: bool, from_side: str = "") -> Envelope | None:
    """The envelope to hand on, None where policy drops it; SignalMalformed, SignalTooLarge.

    The officer's page hears two sides on one stream: what a guest says is marked here, not by the guest.
    """
    if len(raw) > MAX_BYTES:
        raise SignalTooLarge
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        raise SignalMalformed("json") from None
    if not isinstance(told, dict) or not is_peer(told.get("peer")):
        raise SignalMalformed("peer")
    to, kind, body = told.get("to"), told.get("kind"), told.get("body")
    if not (to is None or is_peer(to)) or not isinstance(body, dict):
        raise SignalMalformed("to")
    if not isinstance(kind, str) or kind not in _BODIES:
        raise SignalMalformed("kind")
    kept: dict[str, object] | None = _BODIES[kind](body)
    if relay_only and kept and kind in _CLEANED:
        kept = _CLEANED[kind](kept)
        if kept is None:
            return None
    mark = {"from": from_side} if from_side == "guest" else {}
    text = json.dumps({"peer": told["peer"], "to": to, "kind": kind, "body": kept, **mark})
    return Envelope(text, greets=kind == "hello" and to is None)


def is_peer(told: object) -> bool:
    """Whether this can be the name of a page in a call."""
    return isinstance(told, str) and _PEER.fullmatch(told) is not None


def _hello(body: Mapping[str, object]) -> dict[str, object]:
    return {}


def _description(body: Mapping[str, object]) -> dict[str, object]:
    if body.get("type") not in ("offer", "answer") or not isinstance(body.get("sdp"), str):
        raise SignalMalformed("description")
    return {"type": body["type"], "sdp": body["sdp"]}


def _candidate(body: Mapping[str, object]) -> dict[str, object]:
    mid, line = body.get("sdpMid"), body.get("sdpMLineIndex")
    if not isinstance(body.get("candidate"), str):
        raise SignalMalformed("candidate")
    if not (mid is None or (isinstance(mid, str) and _MID.fullmatch(mid))):
        raise SignalMalformed("candidate")
    if not (line is None or (type(line) is int and line in _LINES)):
        raise SignalMalformed("candidate")
    return {"candidate": body["candidate"], "sdpMid": mid, "sdpMLineIndex": line}


def _state(body: Mapping[str, object]) -> dict[str, object]:
    return {name: body.get(name) is True for name in ("microphone", "camera", "sound", "thin")}


def _bye(body: Mapping[str, object]) -> dict[str, object]:
    if body.get("reason") not in _REASONS:
        raise SignalMalformed("bye")
    return {"reason": body["reason"]}


def _clean_candidate(body: dict[str, object]) -> dict[str, object] | None:
    line = str(body["candidate"])
    kept = relay_candidate(line) if line else ""
    return None if kept is None else {**body, "candidate": kept}


def _clean_description(body: dict[str, object]) -> dict[str, object] | None:
    return {**body, "sdp": relayed_description(str(body["sdp"]))}


_BODIES = {
    "hello": _hello,
    "description": _description,
    "candidate": _candidate,
    "state": _state,
    "bye": _bye,
}
_CLEANED = {"candidate": _clean_candidate, "description": _clean_description}
