"""Calls over thin and lossy links, ours beside a browser's own settings, with a clean link beside both.

python -m bench.call --rows 50:300:2,150:300:2 --variants ours,defaults --paths direct,relay-udp --repeat 1
A row is kbit/s, round trip in ms and loss in percent, each way; jitter is 10 ms, the queue 1 s.
The desk's link is clean. --weak 6: her browser has a sixth of this machine's processors.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from bench.lab import PATHS, Lab, laboratory
from bench.series import between, first_sound, joined
from bench.talk import SIDES, Talk, now, waiting
from bench.weak import processor

RATES = (50, 64, 100, 150, 300)
ROWS = ",".join(
    [f"{rate}:{how}" for how in ("300:2", "300:5", "600:10") for rate in RATES],
)
CLEAN = "0:0:0"
RESULTS = Path("test-results") / "bench.jsonl"
# The first seconds of a call: the criterion counts from here.
FIRST = 10
CONNECTS = 60


def main() -> None:
    """Measure what the command line asks for, a result a line."""
    asked = _asked()
    rows = [CLEAN, *(it for it in asked.rows.split(",") if it != CLEAN)]
    with laboratory(asked.camera) as lab, ExitStack() as stack:
        if asked.weak > 1:
            lab.slowed["victim"] = stack.enter_context(processor(lab.name, asked.weak))
        for path, turn, row, variant in product(
            asked.paths.split(","), range(asked.repeat), rows, asked.variants.split(",")
        ):
            lab.takes(path)
            told = {"kind": "call", "path": path, "row": row, "variant": variant, "turn": turn}
            told |= {"weak": asked.weak} if asked.weak > 1 else {}
            try:
                told |= measured(lab, row, variant == "defaults", asked.settle, asked.seconds)
            except (Error, TimeoutError, AssertionError) as error:
                told["failed"] = str(error).splitlines()[0][:900]
            keep(told, asked.out)


def measured(lab: Lab, row: str, defaults: bool, settle: float, seconds: float) -> dict[str, Any]:
    """One call from the waiting room on; the link is what it is to be from the check of her phone on."""
    line = dict(zip(("rate", "rtt", "loss"), (float(it) for it in row.split(":")), strict=True))
    with waiting(lab, defaults=defaults, line=line) as talk:
        talk.joins()
        talk.connects(CONNECTS)
        begun = now()
        talk.passes(settle)
        wire, start = lab.counted(), now()
        talk.passes(seconds)
        wire, end = grown(lab.counted(), wire, seconds), now()
        lab.shapes()
        told = {"at": round(time.time()), "level": talk.level, "wire": wire}
        return {**told, **_sides(talk, begun, start, end)}


def _sides(talk: Talk, begun: float, start: float, end: float) -> dict[str, Any]:
    pictures = talk.first_frames()
    told: dict[str, Any] = {}
    for side, samples in talk.samples().items():
        line = joined(samples)
        sound = first_sound(line)
        whole = between(line, begun + FIRST * 1000, end)
        told[side] = {
            **between(line, start, end),
            "concealed_after_10s": whole.get("concealed"),
            "first_sound_s": round((sound - talk.joined) / 1000, 2) if sound else None,
            "first_picture_s": pictures[side],
        }
    for side, other in zip(SIDES, reversed(SIDES), strict=True):
        # Nothing is frozen that the other side has put away.
        told[side]["picture_on"] = told[other].get("sends")
    return told


def grown(after: dict[str, Any], before: dict[str, Any], seconds: float) -> dict[str, Any]:
    """The rate each way over her link, between two counts."""

    def rate(way: str) -> int:
        grown: int = after[way]["bytes"] - before[way]["bytes"]
        return round(grown * 8 / 1000 / seconds)

    return {"up_kbps": rate("up"), "down_kbps": rate("down")}


def keep(told: dict[str, Any], out: Path) -> None:
    """One more line of the results, and the same for whoever watches."""
    line = json.dumps(told)
    out.parent.mkdir(exist_ok=True)
    with out.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    print(line, flush=True)


def arguments(about: str | None) -> argparse.ArgumentParser:
    """What every measurement takes."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=RESULTS, help="file that results are added to")
    parser.add_argument("--camera", default="640x480", help="size of the made-up camera, at 30/s")
    return parser


def run(main: Callable[[], None]) -> None:
    """Measure; a signal takes all away and says so in one line."""
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped by a signal; all is taken away.")


def _asked() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--rows", default=ROWS)
    parser.add_argument("--variants", default="ours,defaults")
    parser.add_argument("--paths", default="direct", help=f"of {','.join(PATHS)}")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--weak", type=float, default=1, help="times slower than here, hers")
    parser.add_argument("--settle", type=float, default=15, help="seconds before it is measured")
    parser.add_argument("--seconds", type=float, default=20, help="how long it is measured")
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
