"""A call of three with one side on a thin link: who hears whom, for how much of the time.

python -m bench.three --rows 150:300:2 --slow victim,guest --roles interpreter,signer --variants ours,defaults
Each microphone is a tone of its own, and each page listens for the other two in what it plays. The links of the
other two are clean.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from bench.call import CLEAN, CONNECTS, FIRST, arguments, grown, keep, run
from bench.lab import PATHS, Lab, closing, laboratory
from bench.series import between, joined
from bench.talk import Talk, now, opened, waiting

HERTZ = {"victim": 1270, "officer": 440, "guest": 2930}
VOICES = Path(__file__).with_name("voices.js").read_text("utf-8")
# The one network with a link to spoil is called "victim", the clean one "officer".
PLACES = {
    "victim": {"victim": "victim", "officer": "officer", "guest": "officer"},
    "guest": {"victim": "officer", "officer": "officer", "guest": "victim"},
}


def main() -> None:
    """Measure what the command line asks for, a call a line."""
    asked = _asked()
    rows = [CLEAN, *(it for it in asked.rows.split(",") if it != CLEAN)]
    with laboratory(asked.camera) as lab:
        for path, slow, role, row, variant in product(
            *(it.split(",") for it in (asked.paths, asked.slow, asked.roles)),
            rows,
            asked.variants.split(","),
        ):
            lab.takes(path)
            told = {"kind": "three", "path": path, "slow": slow, "role": role, "row": row}
            told["variant"] = variant
            try:
                told |= _measured(lab, told, asked.settle, asked.seconds)
            except (Error, TimeoutError, AssertionError) as error:
                told["failed"] = str(error).splitlines()[0][:900]
            keep(told, asked.out)


def _measured(lab: Lab, told: dict[str, Any], settle: float, seconds: float) -> dict[str, Any]:
    rate, rtt, loss = (float(it) for it in str(told["row"]).split(":"))
    with _three(lab, told["slow"], told["variant"] == "defaults") as (talk, guest):
        lab.shapes(rate=rate, rtt=rtt, loss=loss)
        talk.joins()
        talk.connects(CONNECTS)
        _comes_in(talk, guest, told["role"])
        talk.passes(FIRST + settle)
        wire, start = lab.counted(), now()
        talk.passes(seconds)
        wire, end = grown(lab.counted(), wire, seconds), now()
        lab.shapes()
        people = dict(zip(HERTZ, (*talk.pages, guest), strict=True))
        return {"wire": wire, **{who: _heard(it, who, start, end) for who, it in people.items()}}


@contextmanager
def _three(lab: Lab, slow: str, defaults: bool) -> Iterator[tuple[Talk, Page]]:
    places = PLACES[slow]
    voices = {who: f"window.benchVoice = {hertz};\n{VOICES}" for who, hertz in HERTZ.items()}
    with (
        waiting(lab, defaults=defaults, places=places, more=voices) as talk,
        closing(lab.browser(places["guest"])) as browser,
    ):
        yield talk, opened(browser, defaults=defaults, more=voices["guest"])


def _comes_in(talk: Talk, guest: Page, role: str) -> None:
    desk = talk.officer.page
    desk.get_by_text("Let somebody in").click()
    desk.locator("#guest-role").select_option(role)
    desk.locator("#guest-name").fill("Ana")
    desk.get_by_role("button", name="Make their link").click()
    guest.goto(desk.locator("#guest-address").input_value())
    guest.get_by_role("button", name="Start").click()
    desk.get_by_role("button", name="Let Ana in").click()
    guest.locator("[data-step=call] h1").first.wait_for()


def _heard(page: Page, who: str, start: float, end: float) -> dict[str, Any]:
    """What this side got: of each other's voice the share of the time in which it was heard."""
    listened = [it for it in page.evaluate("window.benchHeard") if start <= it["at"] <= end]
    told = between(joined(page.evaluate("window.bench.samples")), start, end)
    for other in HERTZ:
        if other != who and listened:
            heard = sum(str(HERTZ[other]) in it["tones"] for it in listened)
            told[f"hears_{other}"] = round(100 * heard / len(listened), 1)
    return told


def _asked() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.set_defaults(camera="320x240")
    parser.add_argument("--rows", default="150:300:2")
    parser.add_argument("--slow", default="victim,guest", help="whose link it is")
    parser.add_argument("--roles", default="interpreter,signer")
    parser.add_argument("--variants", default="ours,defaults")
    parser.add_argument("--paths", default="relay-udp", help=f"of {','.join(PATHS)}")
    parser.add_argument("--settle", type=float, default=5, help="seconds before it is measured")
    parser.add_argument("--seconds", type=float, default=20, help="how long it is measured")
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
