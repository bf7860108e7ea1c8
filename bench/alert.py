"""How soon the silent alert is at the console: on a clean link, and after a cut.

python -m bench.alert --tries 20 --cuts 30 --cut-tries 3
Both browsers and the portal are in namespaces of their own. Seconds count from her tap to the moment at which the
officer's board shows the alert; after a cut, in which nothing gets through, from the network's return.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from statistics import median
from typing import Any

from playwright.sync_api import Page

from bench import netlab
from bench.call import arguments, keep, run
from bench.lab import Lab, laboratory
from bench.talk import now, waiting

SHOWS, PAUSE = 90_000, 300


def main() -> None:
    """Measure what the command line asks for, a line for each kind."""
    asked = _asked()
    with laboratory(asked.camera) as lab:
        lab.takes("direct")
        with waiting(lab) as talk:
            talk.officer.watches_the_board()
            her, desk = talk.pages
            calm = [_raised(her, desk) for _ in range(asked.tries)]
            keep({"kind": "alert", "cut_s": 0, **_told(calm)}, asked.out)
            for seconds in (int(it) for it in asked.cuts.split(",")):
                after = list(_after_cuts(lab, her, desk, seconds, asked.cut_tries))
                keep({"kind": "alert", "cut_s": seconds, **_told(after)}, asked.out)


def _after_cuts(lab: Lab, her: Page, desk: Page, seconds: int, tries: int) -> Iterator[float]:
    for _ in range(tries):
        netlab.set_link("wifi", lab.name, dead=1)
        her.locator("#alert").click()
        her.wait_for_timeout(seconds * 1000)
        start = now()
        netlab.set_link("wifi", lab.name, dead=0)
        yield _shown(desk, start)


def _raised(her: Page, desk: Page) -> float:
    start = now()
    her.locator("#alert").click()
    return _shown(desk, start)


def _shown(desk: Page, start: float) -> float:
    """Seconds from `start` until the board shows the alert, which is then seen."""
    desk.get_by_role("alert").first.wait_for(timeout=SHOWS)
    seconds = (now() - start) / 1000
    desk.locator(".alert button").first.click()
    desk.get_by_role("alert").first.wait_for(state="hidden")
    desk.wait_for_timeout(PAUSE)
    return round(seconds, 3)


def _told(tries: list[float]) -> dict[str, Any]:
    return {"median_s": round(median(tries), 3), "most_s": max(tries), "tries": tries}


def _asked() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--tries", type=int, default=20)
    parser.add_argument("--cuts", default="30")
    parser.add_argument("--cut-tries", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
