"""Where a measured call takes place: her shaped link, the desk's clean one, portal and relay between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright, sync_playwright

from bench import media, netlab
from bench.deploy import built, copied
from tests.browser.server import ROOT, Server
from tests.chromium import FLAGS, executable
from tests.turn.relay import SECRET, Relay

# Nobody's: the shipped coturn refuses special-purpose peers, and these networks lead nowhere.
PORTAL, RELAY = "11.0.77.1", "11.0.77.2"
EMAIL = "sam@force.example"
DESK = "officer"
PATHS = ("direct", "relay-udp", "relay-tcp", "relay-tls")
# The shaper runs at -10: a late shaper is a false network, and a late browser a false phone.
NICE = "-5"
_BROWSER = [
    *FLAGS,
    "--no-first-run",
    "--disable-extensions",
    "--ignore-certificate-errors",
    "--autoplay-policy=no-user-gesture-required",
    # A page that was not asked for its camera hides its address behind a name that no network here can look up.
    "--disable-features=WebRtcHideLocalIpsWithMdns,HttpsUpgrades,MediaRouter,Translate",
]


class Portal(Server):
    """The real portal, in the network between."""

    host = PORTAL

    def answers(self) -> bool:
        """Asked from where it listens."""
        asking = f"from urllib.request import urlopen; urlopen('{self.url}/readyz', timeout=2)"
        command = [*self.inside, sys.executable, "-c", asking]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


class Lab:
    """Networks, portal, relay and two browsers; `laboratory` makes one and takes it away."""

    def __init__(self, name: str, folder: Path, playwright: Playwright, size: str) -> None:
        self.name, self.folder, self.path = name, folder, ""
        self.slowed: dict[str, Path] = {}
        self._playwright, self._size = playwright, size
        for part in ("coturn", "portal", "code"):
            (folder / part).mkdir()
        between = self._inside("portal")
        self.relay = Relay(folder / "coturn", RELAY, inside=between, port=3478, tls_port=443)
        self.portal = Portal(folder / "portal", RVR_TURN_SECRET=SECRET)
        self.portal.inside = between
        self.portal.root = copied(ROOT, folder / "code")
        built(self.portal.root)
        self.portal.environ["RVR_PUBLIC_URL"] = self.portal.url
        self.portal.adds_an_officer(EMAIL)

    def takes(self, path: str) -> None:
        """From now on calls go by this path."""
        if path == self.path:
            return
        self.portal.stops()
        relayed = path != "direct"
        self.portal.environ["RVR_ICE_POLICY"] = "relay" if relayed else "all"
        self.portal.environ.pop("RVR_TURN_URLS", None)
        if relayed:
            self.portal.environ["RVR_TURN_URLS"] = self.relay.urls[path.removeprefix("relay-")]
        self.portal.starts()
        self.path = path

    def shapes(
        self, link: str = "wifi", *, rate: float = 0, rtt: float = 0, loss: float = 0
    ) -> None:
        """Her link from now on: kbit/s and percent each way, ms there and back; clean where nothing is said."""
        netlab.set_link(
            link,
            self.name,
            up=rate,
            down=rate,
            delay=rtt / 2,
            loss=loss,
            jitter=10 if rtt else 0,
            queue=1000,
            dead=0,
        )

    def counted(self) -> dict[str, Any]:
        """What went over her link so far, each way."""
        told: dict[str, Any] = netlab.ask(self.name, {})["wifi"]
        return told

    def browser(self, place: str) -> Browser:
        """A new browser there, with the made-up devices; `slowed` names whose processor is a weak one."""
        program = self.folder / place
        words = ["nice", "-n", NICE, *self._inside(place), executable()]
        slow = f"echo $$ > {self.slowed[place]}\n" if place in self.slowed else ""
        program.write_text(f'#!/bin/sh\n{slow}exec {" ".join(words)} "$@"\n')
        program.chmod(0o700)
        return self._playwright.chromium.launch(
            executable_path=program,
            ignore_default_args=["--mute-audio"],
            args=[
                *_BROWSER,
                f"--unsafely-treat-insecure-origin-as-secure={self.portal.url}",
                f"--use-file-for-fake-video-capture={media.picture(_kept(), self._size)}",
                f"--use-file-for-fake-audio-capture={media.speech(_kept(), desk=place == DESK)}",
            ],
        )

    def _inside(self, host: str) -> list[str]:
        return ["nsenter", f"--net=/run/netns/{self.name}-{host}"]


def _kept() -> Path:
    """Pictures and speech, kept from one run to the next."""
    folder = Path(tempfile.gettempdir()) / "rvr-bench"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def laboratory(size: str = "640x480") -> Iterator[Lab]:
    """A lab of its own, gone at the end however that comes."""
    missing = [it for it in ("ip", "nft", "nsenter", "turnserver") if not shutil.which(it)]
    if missing or os.geteuid():
        raise SystemExit(
            f"This takes root, and these programs: {', '.join(missing) or 'all there'}."
        )
    # Whoever ends it by a plain kill gets the machine back as well.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    name = f"rvr{os.getpid()}"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rvr-bench-")))
        stack.enter_context(netlab.lab(name))
        for address in (PORTAL, RELAY):
            netlab.sh(f"ip -n {name}-portal addr add {address}/32 dev lo")
        netlab.sh(f"ip -n {name}-core route add 11.0.77.0/24 via {netlab.PORTAL_NET}.2")
        made = Lab(name, folder, stack.enter_context(sync_playwright()), size)
        stack.callback(made.portal.stops)
        stack.callback(made.relay.stops)
        made.relay.starts()
        yield made


@contextmanager
def closing(browser: Browser) -> Iterator[Browser]:
    """A browser that ends with the block; one that died already is no reason to stop."""
    try:
        yield browser
    finally:
        with suppress(Exception):
            browser.close()
