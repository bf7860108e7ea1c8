"""What the check measured of the way through the relay and back: how good it is, and the picture to begin with.

Every number here has its source beside it. `video.md` is the project's own measuring (real calls over shaped
networks, sections 5 and 7); where it says nothing and no standard does, the limit is our judgement, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

from rvr_portal.domain.errors import ReportMalformed

RELAYS = frozenset({"udp", "tcp", "tls", "failed"})
GRADES = ("good", "slow", "poor")
# The largest value that a report may hold; what is more is a fault of the page.
BOUNDS: Mapping[str, int] = {
    "path_ms": 60_000,
    "loss_percent": 100,
    "jitter_ms": 60_000,
    "bitrate_up_kbps": 10_000_000,
    "bitrate_down_kbps": 10_000_000,
    "path_kb": 100_000,
}


class Threshold(NamedTuple):
    """Good up to the first limit, slow up to the second, poor beyond."""

    measure: str
    good: int
    slow: int
    source: str


THRESHOLDS = (
    Threshold(
        "path_ms",
        300,
        800,
        "ITU-T G.114: one way, up to 150 ms hardly anybody minds and 400 ms is the most to plan "
        "for. There and back that is 300 and 800 ms, and here to the relay alone.",
    ),
    Threshold(
        "loss_percent",
        8,
        30,
        "video.md 5: with 2 % each way (4 % here) up to 4 % of a call's sound was made up, with 10 % "
        "(19 % here) too, once 7 %. Some 66 packets are counted, so both limits leave room.",
    ),
    Threshold(
        "jitter_ms",
        50,
        150,
        "ITU-T Y.1541: at most 50 ms in the classes for talk. The second limit is our judgement.",
    ),
)
LOSS = THRESHOLDS[1]
# Below this the line is slow: video.md 5, under about 120 kbit/s a browser's own settings are unusable.
GOOD_KBPS = 120
# Below this it is poor: video.md 5, at 64 kbit/s the policy sends sound alone.
SLOW_KBPS = 60
# Below this no sound holds: it is what the sound itself takes. With 50 kbit/s, where sound holds (video.md 5), the
# check counted 33 to 50.
SOUND_KBPS = 24
# What the line must carry before the picture of that level is begun with: the `room` of static/js/ladder.js.
LEVELS = ((7, 460), (6, 320), (5, 230), (4, 165), (3, 112), (2, 88), (1, 70))
# The largest picture to begin with: video.md 5, with much loss few frames and room for repeats freeze least.
_BY_LOSS = {"good": 7, "slow": 3, "poor": 1}


@dataclass(frozen=True)
class Path:
    """What a page could measure; None where it could not. Loss and jitter are those of both ways together."""

    relay: str = ""
    path_ms: int | None = None
    loss_percent: int | None = None
    jitter_ms: int | None = None
    bitrate_up_kbps: int | None = None
    bitrate_down_kbps: int | None = None
    path_kb: int | None = None

    @property
    def grade(self) -> str | None:
        """One of GRADES, the worst of what was measured; None where nothing was."""
        found = [_graded(self, it) for it in THRESHOLDS]
        found.append(_by_rate(self.bitrate_up_kbps))
        known = [it for it in found if it is not None]
        return max(known, key=GRADES.index) if known else None

    @property
    def facts(self) -> Mapping[str, str | int]:
        """What is known of it, for the journal."""
        return {name: it for name, it in asdict(self).items() if it not in ("", None)}

    @property
    def carries_sound(self) -> bool:
        """Whether a call's sound gets through, as far as is known."""
        rate = self.bitrate_up_kbps
        return self.relay != "failed" and (rate is None or rate >= SOUND_KBPS)

    @property
    def start_level(self) -> int | None:
        """The picture to begin with: 0 none, 1 the smallest to 7 the largest; None where nothing is known."""
        if self.relay == "failed":
            return 0
        rate = self.bitrate_up_kbps
        if rate is None:
            return None
        level = next((level for level, least in LEVELS if rate >= least), 0)
        return min(level, _BY_LOSS[_graded(self, LOSS) or "good"])


def from_report(report: Mapping[str, str]) -> Path:
    """What a report tells of the way, or ReportMalformed; a report without it is a report."""
    relay = report.get("relay") or ""
    if relay and relay not in RELAYS:
        raise ReportMalformed("relay")
    numbers = {it: number(report.get(it) or "", it, most) for it, most in BOUNDS.items()}
    return Path(relay, **numbers)


def number(text: str, name: str, most: int) -> int | None:
    """A whole number up to `most`, None where there is none, or ReportMalformed."""
    if not text:
        return None
    if not (
        text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most
    ):
        raise ReportMalformed(name)
    return int(text)


def _graded(path: Path, limit: Threshold) -> str | None:
    value: int | None = getattr(path, limit.measure)
    if value is None:
        return None
    return "good" if value <= limit.good else "slow" if value <= limit.slow else "poor"


def _by_rate(rate: int | None) -> str | None:
    if rate is None:
        return None
    return "good" if rate >= GOOD_KBPS else "slow" if rate >= SLOW_KBPS else "poor"
