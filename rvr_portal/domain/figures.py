"""What a page reports of its call: bounded numbers, no address, nothing that tells one phone from another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from rvr_portal.domain.call import is_peer
from rvr_portal.domain.errors import ReportMalformed

MAX_BYTES = 2048
RELAYS = ("udp", "tcp", "tls", "none")
_MINUTES, _DAY = 600_000, 86_400
# The largest value of each number; a page that measured more is believed so far.
MOST = {
    "seconds": _DAY,
    "step_downs": 10_000,
    "step_ups": 10_000,
    "recoveries": 10_000,
    "longest_gap_ms": _DAY * 1000,
    "loss_percent": 100,
    "concealed_percent": 100,
    "concealed_now_percent": 100,
    "freeze_percent": 100,
    "rtt_ms": 60_000,
}
# May be null: it has not happened, or is not known.
MAY_LACK = {
    "join_ms": _MINUTES,
    "first_frame_ms": _MINUTES,
    "first_sound_ms": _MINUTES,
    "level": 9,
}
# From here on speech is hard to follow (measured: good under 3, hard over 10), or people talk at the same
# time (ITU-T G.114: 400 ms each way).
BREAKING_CONCEALED, THIN_LOSS, THIN_ROUND_TRIP = 10, 10, 800


@dataclass(frozen=True)
class Report:
    """One page's call so far; everything but the last three counts from its beginning."""

    peer: str
    seconds: int
    step_downs: int
    step_ups: int
    recoveries: int
    longest_gap_ms: int
    loss_percent: int
    concealed_percent: int
    freeze_percent: int
    rtt_ms: int
    join_ms: int | None
    first_frame_ms: int | None
    first_sound_ms: int | None
    concealed_now_percent: int
    level: int | None
    relay: str

    def facts(self) -> Mapping[str, str | int]:
        """What the journal keeps: what is known, and not which page it was."""
        told = asdict(self).items()
        return {k: v for k, v in told if v is not None and k not in _NOT_KEPT}


_NOT_KEPT = {"peer", "concealed_now_percent"}


class Line(StrEnum):
    """The line in a word, for the officer."""

    GOOD = "good"
    THIN = "thin"
    BREAKING = "breaking"


def checked(raw: bytes) -> Report:
    """The report, its numbers within bounds; ReportMalformed."""
    try:
        told = json.loads(raw) if len(raw) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not is_peer(told.get("peer")):
        raise ReportMalformed("peer")
    if told.get("relay") not in RELAYS:
        raise ReportMalformed("relay")
    numbers = {name: _number(told.get(name), name, most) for name, most in MOST.items()}
    perhaps = {
        name: None if told.get(name) is None else _number(told[name], name, most)
        for name, most in MAY_LACK.items()
    }
    return Report(peer=told["peer"], relay=told["relay"], **numbers, **perhaps)  # type: ignore[arg-type]


def together(earlier: Report, later: Report) -> Report:
    """Two pages of the same side, one after the other, as one call."""

    def mean(name: str) -> int:
        weighed: int = sum(getattr(it, name) * it.seconds for it in (earlier, later))
        return round(weighed / ((earlier.seconds + later.seconds) or 1))

    told = asdict(later)
    for name in ("seconds", "step_downs", "step_ups", "recoveries"):
        told[name] += getattr(earlier, name)
    for name in ("loss_percent", "concealed_percent", "freeze_percent", "rtt_ms"):
        told[name] = mean(name)
    for name in ("join_ms", "first_frame_ms", "first_sound_ms"):
        known = getattr(earlier, name)
        told[name] = told[name] if known is None else known
    told["longest_gap_ms"] = max(earlier.longest_gap_ms, later.longest_gap_ms)
    return Report(**told)


def line(reports: Mapping[str, Report], media: str) -> Line | None:
    """How the line is, from both sides' latest reports; None while nobody has reported."""
    told = reports.values()
    if not told:
        return None
    if any(it.concealed_now_percent >= BREAKING_CONCEALED for it in told) and media != "text":
        return Line.BREAKING
    return Line.THIN if any(_thin(it, media) for it in told) else Line.GOOD


def _thin(report: Report, media: str) -> bool:
    small = media == "video" and report.level is not None and report.level <= 1
    slow = report.rtt_ms >= THIN_ROUND_TRIP or report.loss_percent >= THIN_LOSS
    return small or slow


def _number(told: object, name: str, most: int) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or told < 0:
        raise ReportMalformed(name)
    return min(told, most)
