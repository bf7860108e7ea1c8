"""How soon sound is back after a change of route and an outage, and what a restart of the portal does to a call.

python -m bench.recovery --kinds route,outage,restart --rtts 100,300 --tries 10 --path relay-udp
Seconds count from the switch, and from the network's return; the worse of both sides is what a try took.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Error

from bench import netlab
from bench.call import CONNECTS, arguments, keep, run
from bench.deploy import another_version
from bench.lab import PATHS, Lab, laboratory
from bench.series import between, joined, silence
from bench.talk import Talk, now, waiting

# Polled often, for seconds are what is asked.
EVERY = 50
CALM, WATCHED, OUTAGE = 8, 15, 10
# How long a try may take before it counts as failed, and the next one gets a new call.
PATIENCE = 40
# There and back; then a new call, for the browser goes on asking each way that a call had before.
TURNS = 3


def main() -> None:
    """Measure what the command line asks for, a try a line."""
    asked = _asked()
    with laboratory(asked.camera) as lab:
        lab.takes(asked.path)
        for kind in asked.kinds.split(","):
            for rtt in (int(it) for it in asked.rtts.split(",")):
                for told in _tries(lab, kind, rtt, 1 if kind == "restart" else asked.tries):
                    keep({"kind": kind, "path": asked.path, "rtt": rtt, **told}, asked.out)


def _tries(lab: Lab, kind: str, rtt: int, wanted: int) -> Iterator[dict[str, Any]]:
    """A few tries in one call, fewer where it does not live through them, then in another."""
    deed = {"route": _route, "outage": _outage, "restart": _restart}[kind]
    done = 0
    while done < wanted:
        try:
            with _call(lab, rtt) as talk:
                for turn in range(1, min(TURNS, wanted - done) + 1):
                    done += 1
                    told = deed(lab, talk)
                    yield {"try": done, "turn": turn, **told}
                    if told.get("back_s") is None:
                        break
        except (Error, TimeoutError, AssertionError) as error:
            done += 1
            yield {"try": done, "failed": str(error).splitlines()[0][:900]}


@contextmanager
def _call(lab: Lab, rtt: int) -> Iterator[Talk]:
    with waiting(lab, every=EVERY) as talk:
        for link in ("wifi", "mobile"):
            lab.shapes(link, rtt=rtt)
        talk.joins()
        talk.connects(CONNECTS)
        talk.passes(CALM)
        try:
            yield talk
        finally:
            netlab.routes(lab.name, "wifi")
            lab.shapes()


def _route(lab: Lab, talk: Talk) -> dict[str, Any]:
    """Wi-Fi goes and the mobile network is there, then the way back, which is not counted."""
    told = _back(talk, lambda: netlab.routes(lab.name, "mobile"))
    home = _back(talk, lambda: netlab.routes(lab.name, "wifi"))
    return {**told, "home_s": home["back_s"]}


def _outage(lab: Lab, talk: Talk) -> dict[str, Any]:
    """Nothing gets through for ten seconds, and the address stays."""
    netlab.set_link("wifi", lab.name, dead=1)
    talk.passes(OUTAGE)
    return _back(talk, lambda: netlab.set_link("wifi", lab.name, dead=0))


def _back(talk: Talk, deed: Callable[[], Any]) -> dict[str, Any]:
    """Seconds until both sides hear each other again, each side's and the worse one's."""
    start = now()
    deed()
    sides: dict[str, float | None] = {}
    for passed in (WATCHED, PATIENCE - WATCHED):
        talk.passes(passed)
        sides = {name: silence(joined(it), start) for name, it in talk.samples().items()}
        if None not in sides.values():
            break
    known = [it for it in sides.values() if it is not None]
    return {**sides, "back_s": max(known) if len(known) == len(sides) else None}


def _restart(lab: Lab, talk: Talk) -> dict[str, Any]:
    """The portal is killed and comes back as another version; then the route changes, which takes signals."""
    start, version = now(), talk.version()
    lab.portal.kill()
    with another_version(lab.portal):
        talk.passes(WATCHED)
        held = {name: between(joined(it), start, now()) for name, it in talk.samples().items()}
        moved = _back(talk, lambda: netlab.routes(lab.name, "mobile"))
        story = lab.portal.tells_of(talk.victim.visit)
        step, deployed = talk.victim.step, talk.version() != version
    return {
        "concealed": {name: it.get("concealed") for name, it in held.items()},
        "fps": {name: it.get("fps") for name, it in held.items()},
        "connections": max(it.get("connections", 0) for it in held.values()),
        "deployed": deployed,
        "step": step,
        "ended": "call.ended" in str(story),
        **moved,
    }


def _asked() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--kinds", default="route,outage,restart")
    parser.add_argument("--rtts", default="100,300")
    parser.add_argument("--tries", type=int, default=10)
    parser.add_argument("--path", default="relay-udp", choices=PATHS)
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
