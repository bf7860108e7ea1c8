"""What `make run` starts beside the portal: for this machine only, its secret out of sight, never left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import ROOT
from tests.turn.relay import needs_coturn
from tests.turn.test_coturn import FORBIDDEN, PUBLIC, SPECIAL, a_client_at, a_credential

BESIDE = ROOT / "deploy" / "coturn" / "beside.py"
TELLS = (
    "import json, os, time; "
    "print(json.dumps({n: v for n, v in os.environ.items() if n.startswith('RVR_')}), flush=True); "
    "time.sleep(60)"
)


class Portal:
    """Something that stands where the portal would, and tells what it was told."""

    def __init__(self, **environ: str) -> None:
        known = {name: it for name, it in os.environ.items() if not name.startswith("RVR_")}
        self.process = subprocess.Popen(
            [sys.executable, str(BESIDE), sys.executable, "-c", TELLS],
            env={**known, **environ},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.lines = []
        while not self.lines or not self.lines[-1].startswith("{"):
            self.lines.append(self.process.stdout.readline())
        self.settings: dict[str, str] = json.loads(self.lines.pop())

    @property
    def port(self) -> int:
        return int(self.settings["RVR_TURN_URLS"].split(":")[2].split("?")[0])

    def coturns(self) -> list[int]:
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(it) for it in told.split()]

    def ends(self, how: signal.Signals = signal.SIGKILL) -> None:
        self.process.send_signal(how)
        self.process.communicate(timeout=5)


@pytest.fixture
def portal() -> Iterator[Portal]:
    started = Portal()
    yield started
    started.ends()


@needs_coturn
def test_the_portal_is_told_of_it(portal: Portal) -> None:
    [line] = portal.lines
    assert f"127.0.0.1:{portal.port}" in line
    assert portal.settings["RVR_ICE_POLICY"] == "all"
    with a_client_at(
        portal.port, *a_credential(secret=portal.settings["RVR_TURN_SECRET"])
    ) as client:
        assert client.allocates() == 0
        assert client.permits("127.0.0.1") == 0
        elsewhere = {*PUBLIC, *SPECIAL, "127.0.0.2"} - {"127.0.0.1"}
        assert {client.permits(it) for it in elsewhere} == {FORBIDDEN}


@needs_coturn
def test_its_secret_is_in_no_list_of_processes(portal: Portal) -> None:
    [pid] = portal.coturns()
    told = Path(f"/proc/{pid}/cmdline").read_text() + Path(f"/proc/{pid}/environ").read_text()
    assert "turnserver" in told
    assert portal.settings["RVR_TURN_SECRET"] not in told


@needs_coturn
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["ended", "killed"])
def test_it_ends_with_the_portal(how: signal.Signals) -> None:
    portal = Portal()
    [pid] = portal.coturns()
    portal.ends(how)
    for _ in range(100):
        if not _runs(pid):
            return
        time.sleep(0.05)
    raise AssertionError(f"coturn {pid} is still there")


def _runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def test_a_relay_of_ones_own_stands() -> None:
    own = {"RVR_TURN_URLS": "turn:call.test", "RVR_TURN_SECRET": "x", "RVR_ICE_POLICY": "relay"}
    portal = Portal(**own)
    assert (portal.lines, portal.settings, portal.coturns()) == ([], own, [])
    portal.ends()


def test_without_coturn_it_says_what_that_means(tmp_path: Path) -> None:
    portal = Portal(PATH=str(tmp_path))
    assert portal.settings == {}
    assert "is not installed" in portal.lines[0]
    portal.ends()
