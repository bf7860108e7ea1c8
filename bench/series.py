"""What a recorder's counters mean: shares and rates of a stretch of time, and when sound came back. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

Sample = dict[str, Any]
COUNTERS = ("received", "concealed", "packets", "lost", "frames", "freezes", "encoded")
# A picture that stands this long is frozen, though the browser counts a freeze only when it is over.
STILL = 500
# And this long even where the browser does not count it: it takes what is rare for the picture's pace.
RARE = 1000
# Sound is there where at least so much of a stretch is not made up.
STRETCH, REAL = 400, 0.8
STAYS = 1500
SAMPLES = 48  # a millisecond


def joined(samples: Iterable[Sample]) -> list[Sample]:
    """The same with counters that go on where the page began a new connection."""
    base: dict[str, float] = dict.fromkeys(COUNTERS, 0)
    before: Sample = {}
    out: list[Sample] = []
    grown = 0.0
    for it in samples:
        if before and it["pc"] != before["pc"]:
            base = {name: base[name] + (before.get(name) or 0) for name in COUNTERS}
        counted = {name: base[name] + (it.get(name) or 0) for name in COUNTERS}
        if not out or counted["frames"] > out[-1]["frames"]:
            grown = it["at"]
        out.append({**it, **counted, "still": it["at"] - grown})
        before = it
    return out


def between(samples: list[Sample], start: float, end: float) -> dict[str, Any]:
    """Shares and rates from one moment to another, of samples that are joined."""
    inside = [it for it in samples if start <= it["at"] <= end]
    if len(inside) < 2:
        return {}
    first, last = inside[0], inside[-1]
    seconds = (last["at"] - first["at"]) / 1000
    grew = {name: last[name] - first[name] for name in COUNTERS}
    frozen = grew["freezes"] + _open(last) - _open(first)
    arrived = grew["packets"] + grew["lost"]
    rtts = sorted(it["rtt"] for it in inside if it.get("rtt"))
    return {
        "seconds": round(seconds, 1),
        "concealed": _percent(grew["concealed"], grew["received"]),
        "lost": _percent(grew["lost"], arrived),
        "fps": round(grew["frames"] / seconds, 1),
        "frozen": _percent(min(max(frozen, _rare(samples, start, end)), seconds), seconds),
        "size": f"{last.get('width') or 0}x{last.get('height') or 0}",
        "rtt_ms": round(rtts[len(rtts) // 2] * 1000) if rtts else None,
        "estimate_kbps": round((last.get("estimate") or 0) / 1000),
        "sends": _percent(sum(1 for it in inside if it.get("sends")), len(inside)),
        "way": last.get("way"),
        "connections": len({it["pc"] for it in inside}),
    }


def _open(sample: Sample) -> float:
    """Seconds of a freeze that is not over, which the browser counts only when it is."""
    return float(sample["still"] / 1000) if sample["still"] > STILL else 0.0


def _rare(samples: list[Sample], start: float, end: float) -> float:
    """Seconds without a new frame, in breaks that are long whatever came before."""
    known = [it for it in samples if it["at"] <= end]
    came = [one["at"] for was, one in pairwise(known) if one["frames"] > was["frames"]]
    breaks = pairwise([known[0]["at"], *came, known[-1]["at"]])
    return sum(max(0, one - max(was, start)) / 1000 for was, one in breaks if one - was > RARE)


def _percent(part: float, whole: float) -> float | None:
    return round(100 * part / whole, 1) if whole > 0 else None


def first_sound(samples: list[Sample]) -> float | None:
    """The first moment at which sound was not made up."""
    return next((it["at"] for it in samples if it["received"] > it["concealed"]), None)


def silence(samples: list[Sample], start: float) -> float | None:
    """Seconds from `start` until sound is back to stay; 0 where it never broke off, None where it stayed away.

    What lies in the buffer is played after the line has gone: sound is back at the end of a break, not before it.
    """
    after = [it for it in samples if it["at"] >= start]
    good = [(it["at"], _good(after, place)) for place, it in enumerate(after)]
    known = [(at, state) for at, state in good if state is not None]
    breaks = [at for at, state in known if not state]
    if not known or not breaks:
        return 0.0 if known else None
    ends = (at for at, after_it in pairwise(breaks) if after_it - at > STAYS)
    end = next(ends, breaks[-1])
    if known[-1][0] - end < STAYS:
        return None
    return round((_resumed(after, end) - start) / 1000, 2)


def _good(samples: list[Sample], place: int) -> bool | None:
    """Whether the stretch that begins here has sound; None where it is not recorded whole."""
    first = samples[place]
    last = next((it for it in samples[place:] if it["at"] - first["at"] >= STRETCH), None)
    if last is None:
        return None
    real = (last["received"] - last["concealed"]) - (first["received"] - first["concealed"])
    return bool(real >= REAL * SAMPLES * (last["at"] - first["at"]))


def _resumed(samples: list[Sample], broken: float) -> float:
    """In the last stretch that is broken, where real sound begins to grow."""
    later = [it for it in samples if it["at"] >= broken]
    real = [it["received"] - it["concealed"] for it in later]
    steps = zip(later, real, real[1:], strict=False)
    return float(next((it["at"] for it, was, grown in steps if grown > was), broken))
