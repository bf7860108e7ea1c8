"""What her phone can do: the check report, its four plain answers and what to do about each problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from rvr_portal.domain import path as paths
from rvr_portal.domain.errors import ReportMalformed
from rvr_portal.domain.path import GRADES, Path

_DEVICE = frozenset({"ok", "denied", "in_use", "missing", "unsupported", "failed", "skipped"})
VALUES: Mapping[str, frozenset[str]] = {
    "camera": _DEVICE,
    "microphone": _DEVICE | {"phone_call", "silent"},
    "sound": frozenset({"heard", "not_heard", "skipped"}),
    "connection": frozenset({"good", "slow", "poor", "offline"}),
    "battery": frozenset({"ok", "low", "unknown"}),
    "browser": frozenset({"ok", "in_app", "no_call", "insecure"}),
}
DEFAULTS = {"battery": "unknown", "sound": "skipped"}
MAX_ROUND_TRIP_MS = 60_000
# From here on the way through the relay may be too slow to be measured in the time that the check has.
LONG_ROUND_TRIP_MS = 500


class Answer(StrEnum):
    """How the check ends; never that she cannot go on."""

    READY = "ready"
    SOUND_ONLY = "sound_only"
    TEXT_ONLY = "text_only"
    CALL_US = "call_us"


@dataclass(frozen=True)
class Readiness:
    """One finished check."""

    camera: str
    microphone: str
    sound: str
    connection: str
    battery: str
    browser: str
    round_trip_ms: int | None = None
    path: Path = Path()

    @property
    def line(self) -> str:
        """How good the line is: the worse of what reaching the portal and the way through the relay say."""
        known = [it for it in (self.connection, self.path.grade) if it in GRADES]
        return max(known, key=GRADES.index) if known else self.connection

    @property
    def start_level(self) -> int | None:
        """The picture that a call begins with; None where nothing is known of the line.

        What is too slow for the way through the relay to be measured in time has no room to try.
        """
        if self.path.start_level is not None or self.path.bitrate_down_kbps is not None:
            return self.path.start_level
        slow = self.connection == "poor" or (self.round_trip_ms or 0) > LONG_ROUND_TRIP_MS
        return 0 if slow else None

    @property
    def answer(self) -> Answer:
        """The best way of talking that this phone allows now."""
        if self.connection == "offline":
            return Answer.CALL_US
        if self.browser in {"no_call", "insecure"} or self.microphone != "ok":
            return Answer.TEXT_ONLY
        if not self.path.carries_sound:
            return Answer.TEXT_ONLY
        if self.camera != "ok" or self.line == "poor":
            return Answer.SOUND_ONLY
        return Answer.READY

    @property
    def problems(self) -> tuple[str, ...]:
        """Codes of what stands in the way, the most helpful to mend first."""
        found = {
            "offline": self.connection == "offline",
            "in_app_browser": self.browser == "in_app",
            "no_call": self.browser == "no_call",
            "insecure": self.browser == "insecure",
            "phone_call": self.microphone == "phone_call",
            "microphone_silent": self.microphone == "silent",
            **{f"microphone_{code}": self.microphone == code for code in _MENDABLE},
            **{f"camera_{code}": self.camera == code for code in _MENDABLE},
            **self._line_problems(),
            "sound_not_heard": self.sound == "not_heard",
            "battery_low": self.battery == "low",
        }
        return tuple(problem for problem, true in found.items() if true)

    def _line_problems(self) -> Mapping[str, bool]:
        blocked, thin = self.path.relay == "failed", not self.path.carries_sound
        online = self.connection != "offline"
        return {
            "no_way_through": online and blocked,
            "thin_connection": online and thin and not blocked,
            "poor_connection": online and self.line == "poor" and not thin,
            "slow_connection": online and self.line == "slow" and not thin,
        }

    def as_mapping(self) -> Mapping[str, object]:
        """Plain values, to be stored."""
        return asdict(self)


_MENDABLE = ("denied", "in_use", "missing", "failed")


def from_report(report: Mapping[str, str]) -> Readiness:
    """The readiness that a report tells, or ReportMalformed."""
    told = {name: report.get(name) or DEFAULTS.get(name, "") for name in VALUES}
    for name, value in told.items():
        if value not in VALUES[name]:
            raise ReportMalformed(name)
    round_trip = paths.number(report.get("round_trip_ms") or "", "round_trip_ms", MAX_ROUND_TRIP_MS)
    return Readiness(**told, round_trip_ms=round_trip, path=paths.from_report(report))


def from_mapping(stored: Mapping[str, Any] | None) -> Readiness | None:
    """What was stored, or None where nothing was checked."""
    if not stored:
        return None
    return Readiness(**{**stored, "path": Path(**stored.get("path", {}))})


def start_level(stored: Mapping[str, Any] | None) -> int | None:
    """The picture that a call begins with after this check; None where nothing is known of the line."""
    readiness = from_mapping(stored)
    return readiness.start_level if readiness else None
