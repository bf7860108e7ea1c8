"""From the officer's press on "join" to the other side's first picture, cold and with a warm transport.

python -m bench.join --rtts 20,300,600 --ways cold,warm --waits 10,40 --tries 3 --path relay-udp
The bounds, by the round trip between her and all others: cold 6 and 1 s, warm 2 and 0.5 s.
She has waited for a while when the officer comes; what her page has ready is given up after 25 s.
"""

from __future__ import annotations

import argparse
from itertools import product
from typing import Any

from playwright.sync_api import Error

from bench.call import CONNECTS, arguments, keep, run
from bench.lab import PATHS, Lab, laboratory
from bench.talk import waiting

BOUNDS = {"cold": (6, 1.0), "warm": (2, 0.5)}
EVERY = 100


def main() -> None:
    """Measure what the command line asks for, a join a line."""
    asked = _asked()
    with laboratory(asked.camera) as lab:
        lab.takes(asked.path)
        for rtt, way, waited, turn in product(
            _numbers(asked.rtts), asked.ways.split(","), _numbers(asked.waits), range(asked.tries)
        ):
            trips, more = BOUNDS[way]
            told = {"kind": "join", "path": asked.path, "rtt": rtt, "way": way, "waited": waited}
            told["turn"] = turn
            told["bound_s"] = trips * rtt / 1000 + more
            try:
                told |= _joins(lab, rtt, way, waited)
            except (Error, TimeoutError, AssertionError) as error:
                told["failed"] = str(error).splitlines()[0][:900]
            keep(told, asked.out)


def _joins(lab: Lab, rtt: int, way: str, waited: int) -> dict[str, Any]:
    with waiting(lab, every=EVERY) as talk:
        lab.shapes(rtt=rtt)
        if way == "warm":
            talk.joins_warm(waited)
        else:
            talk.passes(waited)
            talk.joins()
        talk.connects(CONNECTS)
        talk.passes(3)
        frames = talk.first_frames()
        lab.shapes()
        return frames


def _numbers(told: str) -> list[int]:
    return [int(it) for it in told.split(",")]


def _asked() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--rtts", default="20,300,600")
    parser.add_argument("--ways", default="cold,warm")
    parser.add_argument("--tries", type=int, default=3)
    parser.add_argument("--path", default="relay-udp", choices=PATHS)
    parser.add_argument("--waits", default="10", help="seconds that she has waited")
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
