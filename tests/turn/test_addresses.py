"""Neither side of a relayed call learns where the other is, and nothing that we keep tells it either."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import run

import pytest
from playwright.sync_api import Playwright

from tests.browser.conftest import EMAIL
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim, soon
from tests.browser.server import Server
from tests.chromium import FLAGS, executable
from tests.turn.networks import (
    DESKS,
    DESKS_6,
    HERS,
    HERS_6,
    PORTAL,
    RELAY,
    Networks,
    needs_networks,
)
from tests.turn.relay import SECRET, Relay, needs_coturn
from tests.turn.witness import Witness, forms, kept_in

pytestmark = [pytest.mark.browser, needs_coturn, needs_networks]


class FarServer(Server):
    """The portal in the network between, without a proxy: it sees everybody's address."""

    host = PORTAL

    def answers(self) -> bool:
        asking = f"from urllib.request import urlopen; urlopen('{self.url}/readyz', timeout=2)"
        done = run([*self.inside, sys.executable, "-c", asking], capture_output=True, check=False)
        return done.returncode == 0


@dataclass
class Call:
    """A call that is on, with two witnesses, and where the portal and the relay keep things."""

    networks: Networks
    relay: Relay
    server: FarServer
    her: Witness
    desk: Witness
    visit: str


@pytest.fixture
def networks() -> Iterator[Networks]:
    with Networks() as made:
        yield made


@pytest.fixture
def call(
    request: pytest.FixtureRequest, networks: Networks, tmp_path: Path, playwright: Playwright
) -> Iterator[Call]:
    """By the way, and under the policy, that the test names."""
    way, policy = request.param
    for name in ("coturn", "portal", "her", "desk"):
        (tmp_path / name).mkdir()
    inside = networks.inside(networks.middle)
    relay = Relay(tmp_path / "coturn", RELAY, inside=inside, port=3478, tls_port=443)
    server = FarServer(
        tmp_path / "portal",
        RVR_TURN_URLS=relay.urls[way],
        RVR_TURN_SECRET=SECRET,
        RVR_ICE_POLICY=policy,
    )
    server.inside = inside
    server.environ["RVR_PUBLIC_URL"] = server.url
    server.adds_an_officer(EMAIL)
    try:
        relay.starts()
        server.starts()
        talking = _talks(networks, relay, server, playwright, tmp_path)
        yield talking
        talking.her.leaves()
        talking.desk.leaves()
    finally:
        server.stops()
        relay.stops()


def _talks(
    networks: Networks, relay: Relay, server: FarServer, playwright: Playwright, folder: Path
) -> Call:
    flags = [
        *FLAGS,
        "--ignore-certificate-errors",
        f"--unsafely-treat-insecure-origin-as-secure={server.url}",
    ]
    witnesses = []
    for name, place in ((networks.her, "her"), (networks.desk, "desk")):
        program = networks.starter(name, executable(), folder)
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        witnesses.append(Witness(browser, folder / place))
    her, desk = witnesses
    victim = Victim(her.page, server).gets_a_link().gets_to("waiting")
    officer = OfficerAtDesk(desk.page, server).signs_in(EMAIL).joins(victim.visit)
    victim.sees("call")
    for page in (victim.page, officer.page):
        soon(page, 20)
    return Call(networks, relay, server, her, desk, victim.visit)


def found(addresses: tuple[str, ...], text: str) -> set[str]:
    return {form for it in addresses for form in forms(it) if form in text}


@pytest.mark.parametrize("call", [("udp", "relay")], indirect=True)
def test_no_address_of_the_other_side_is_told_or_kept(call: Call) -> None:
    for side in (call.her, call.desk):
        _is_relayed(side, "udp")
    assert call.networks.forwarded() == 0
    story = json.dumps(call.server.tells_of(call.visit))
    told_to_her, told_to_desk = call.her.learned(), call.desk.learned()
    assert '"kind": "candidate"' in told_to_her.replace("\\", "")
    assert found((RELAY,), told_to_her)
    assert found((RELAY,), told_to_desk)
    assert found((DESKS, DESKS_6), told_to_her) == set()
    assert found((HERS, HERS_6), told_to_desk) == set()
    everybody = (HERS, HERS_6, DESKS, DESKS_6)
    assert found(everybody, story) == set()
    kept = kept_in((call.server.folder, call.relay.folder))
    assert any(it.endswith("portal.sqlite3-wal") for it in kept)
    assert [it for it, held in kept.items() if found(everybody, held.decode("latin-1"))] == []


def _is_relayed(side: Witness, way: str) -> None:
    """Both ends of the way in use are the relay's, and pictures came along it."""
    ours, theirs = side.stats("local-candidate"), side.stats("remote-candidate")
    assert {it["candidateType"] for it in ours} == {"relay"}
    assert {it.get("relayProtocol") for it in ours} == {way}
    assert {it["address"] for it in (*ours, *theirs)} == {RELAY}
    assert any(
        it["framesDecoded"] > 20 for it in side.stats("inbound-rtp") if it["kind"] == "video"
    )
    assert all(".local" not in json.dumps(it) for it in side.connections())


@pytest.mark.long
@pytest.mark.parametrize("call", [("tcp", "relay"), ("tls", "relay")], indirect=True)
def test_a_call_runs_where_udp_does_not(call: Call, request: pytest.FixtureRequest) -> None:
    for side in (call.her, call.desk):
        _is_relayed(side, request.node.callspec.params["call"][0])
    assert call.networks.forwarded() == 0


@pytest.mark.long
@pytest.mark.parametrize("call", [("udp", "all")], indirect=True)
def test_without_the_policy_these_witnesses_see_the_address(call: Call) -> None:
    """So that finding nothing above means that nothing is there."""
    assert call.networks.forwarded() > 0
    assert found((HERS,), call.desk.learned())
