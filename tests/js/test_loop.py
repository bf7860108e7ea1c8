"""The check over the real path: through a real relay, back to the same page, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from rvr_portal.adapters.turn import TurnServers
from tests.js.test_checks import at_checks, checked, report
from tests.turn.relay import SECRET, Relay, needs_coturn

from . import pages

if TYPE_CHECKING:
    from .conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOBODY = "turn:127.0.0.1:9?transport={}"
MOST_KB = 250


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    """The shipped configuration, but for a relay that reaches itself on the loopback."""
    here = ("allow-loopback-peers", "allowed-peer-ip=127.0.0.1")
    running = Relay(tmp_path_factory.mktemp("coturn"), extra=here)
    running.starts()
    yield running
    running.stops()


def ice(*urls: str, policy: str = "relay") -> Mapping[str, object]:
    until = datetime.now(UTC) + timedelta(minutes=5)
    return TurnServers(urls, SECRET, policy).for_side("visit", "victim", until=until)


def counted(page: Page) -> list[int]:
    """Connections and tracks that the exit would stop now."""
    script = "() => [window.rvrPeers, window.rvrTracks].map((it) => (it || []).length)"
    found: list[int] = page.evaluate(script)
    return found


@needs_coturn
def test_her_line_is_measured_through_the_relay(
    allowing: Browser, site: Site, relay: Relay
) -> None:
    page = at_checks(allowing, site, ice=ice(*relay.urls.values()))
    expect(page.locator("#checks-begin")).to_contain_text("as much data as one photo")
    assert checked(page) < 15
    told = report(site)
    assert (told["relay"], told["microphone"], told["camera"]) == ("udp", "ok", "ok")
    assert int(told["path_ms"]) < 200
    assert int(told["loss_percent"]) <= 8
    assert int(told["jitter_ms"]) < 100
    assert int(told["bitrate_up_kbps"]) >= 70
    assert 30 <= int(told["bitrate_down_kbps"]) <= 400
    assert 20 <= int(told["path_kb"]) <= MOST_KB
    assert counted(page) == [0, 2]
    assert page.evaluate("document.querySelectorAll('video, audio').length") == 1
    assert page.complaints == []  # type: ignore[attr-defined]


@needs_coturn
def test_a_weak_phone_behind_a_wall_for_udp_ends_in_time(
    allowing: Browser, site: Site, relay: Relay
) -> None:
    page = at_checks(allowing, site, ice=ice(NOBODY.format("udp"), relay.urls["tcp"]))
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    assert checked(page) < 15.5
    assert report(site)["relay"] == "tcp"
    assert report(site)["microphone"] == "ok"


@needs_coturn
def test_sound_alone_says_nothing_of_what_was_not_tried(
    allowing: Browser, site: Site, relay: Relay
) -> None:
    page = at_checks(allowing, site, ice=ice(relay.urls["udp"]))
    page.get_by_label("With sound only").check()
    checked(page)
    told = report(site)
    assert (told["relay"], told["loss_percent"]) == ("udp", "0")
    assert "bitrate_up_kbps" not in told


@needs_coturn
def test_going_on_ends_what_is_being_measured(allowing: Browser, site: Site, relay: Relay) -> None:
    page = at_checks(allowing, site, ice=ice(relay.urls["udp"]))
    page.get_by_role("button", name="Check now").click()
    page.wait_for_function("() => (window.rvrPeers || []).length === 2")
    page.evaluate("() => { window.kept = window.rvrPeers.slice(); }")
    waiting = '<section data-step="waiting"><h1>Waiting</h1></section>'
    site.answers["/v/checks"] = lambda _body: pages.answered(waiting)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Waiting")).to_be_visible()
    page.wait_for_function("() => window.kept.every((one) => one.signalingState === 'closed')")
    assert counted(page) == [0, 0]


@pytest.mark.parametrize(("policy", "told"), [("relay", "failed"), ("all", None)])
def test_a_relay_that_does_not_answer(
    allowing: Browser, site: Site, policy: str, told: str | None
) -> None:
    page = at_checks(allowing, site, ice=ice(NOBODY.format("tcp"), policy=policy))
    assert checked(page) < 15
    assert report(site).get("relay") == told
    assert report(site)["microphone"] == "ok"
    assert "path_ms" not in report(site)
    assert counted(page) == [0, 2]


def test_without_a_relay_nothing_more_is_loaded(allowing: Browser, site: Site) -> None:
    page = at_checks(allowing, site, ice={"iceServers": [], "iceTransportPolicy": "all"})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    checked(page)
    assert "relay" not in report(site)
    assert [url for url in asked if "loop.js" in url] == []
    expect(page.locator("#checks-begin")).not_to_contain_text("data")
