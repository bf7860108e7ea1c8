"""The act of leaving: blank at once, told to the server, in the same tab, with everything around it broken."""

from __future__ import annotations

import time
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, Route, expect

from rvr_portal.domain.visit import State
from tests.browser.discretion.conftest import TELLING, Her, has_a_slow_line
from tests.browser.discretion.patience import comes_true
from tests.browser.pages.officer import OfficerAtDesk

pytestmark = pytest.mark.browser

EVERYWHERE = "<a href='/tapped' style='position:fixed;inset:0'>Weather</a>"


def hang(route: Route) -> None:
    """No answer, ever."""


def nowhere(route: Route) -> None:
    """The next page does not come, so that the one that was left can be looked at."""
    route.fulfill(status=204)


def white(page: Page) -> bytes:
    """What a page with nothing on it looks like, at this size."""
    empty = page.context.new_page()
    size = page.viewport_size
    assert size
    empty.set_viewport_size(size)
    picture = empty.screenshot()
    empty.close()
    return picture


def taps_the_exit(page: Page, times: int, gap: float) -> None:
    """A finger, without waiting for what comes of it."""
    box = page.locator("#exit").bounding_box()
    assert box
    spot = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}]
    wire = page.context.new_cdp_session(page)
    for _ in range(times):
        for kind, points in (("touchStart", spot), ("touchEnd", [])):
            wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        time.sleep(gap)


def test_shift_three_times(victim: Her, weather_url: str) -> None:
    """QE-05: spoken; a letter in between starts again; a capital letter is none, nor is Escape."""
    victim.is_at(State.CHOOSING)
    keys = victim.page.keyboard
    for key in ("Shift", "Shift", "a", "Shift", "Shift"):
        keys.press(key)
    expect(victim.page.locator("#exit-status")).to_have_text("Press Shift 1 more time to leave.")
    for _ in range(4):
        keys.press("Escape")
    victim.sees("needs")
    victim.page.locator("#called").focus()
    for key in ("b", "Shift+A", "Shift+B", "Shift+C"):
        keys.press(key)
    victim.sees("needs")
    for _ in range(3):
        keys.press("Shift")
    expect(victim.page).to_have_url(weather_url)


def test_shift_three_times_takes_five_seconds_at_most(victim: Her) -> None:
    """QE-05."""
    victim.page.clock.install()
    victim.is_at(State.OPENED)
    for wait in (0, 0, 5_100):
        victim.page.clock.fast_forward(wait)
        victim.page.keyboard.press("Shift")
    expect(victim.page.locator("#exit-status")).to_have_text("Press Shift 2 more times to leave.")


def test_escape_does_not_stop_the_way_out(victim: Her, weather_url: str) -> None:
    """QE-05: a page that is blank already would be all that she had left."""
    victim.is_at(State.OPENED)
    victim.page.route(weather_url, nowhere)
    press = (
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', cancelable: true}))"
    )
    assert victim.page.evaluate(press) is True
    victim.page.evaluate("document.getElementById('exit').click()")
    assert victim.page.evaluate(press) is False


def test_one_tap_on_the_way_up_is_enough(victim: Her, weather_url: str) -> None:
    """QE-06: no click is waited for, and nothing asks whether she is sure."""
    asked: list[str] = []
    victim.page.on("dialog", lambda dialog: asked.append(dialog.message))
    victim.is_at(State.WAITING)
    victim.page.evaluate(
        "() => document.getElementById('exit').dispatchEvent("
        "new PointerEvent('pointerup', {bubbles: true, button: 0, pointerType: 'touch'}))"
    )
    expect(victim.page).to_have_url(weather_url)
    assert asked == []


@pytest.mark.chromium
@pytest.mark.parametrize("gap", [0.05, 0.25])
def test_a_second_tap_opens_nothing_on_the_next_page(
    victim: Her, weather: ThreadingHTTPServer, weather_url: str, gap: float
) -> None:
    """QE-06: the next page here is one great link, and comes as fast as a page can."""
    victim.page.route(weather_url, lambda it: it.fulfill(content_type="text/html", body=EVERYWHERE))
    victim.is_at(State.WAITING)
    taps_the_exit(victim.page, times=2, gap=gap)
    expect(victim.page.get_by_role("link", name="Weather")).to_be_visible()
    expect(victim.page).to_have_url(weather_url)


@pytest.mark.parametrize("size", [(360, 640), (1280, 800)])
@pytest.mark.parametrize("state", [State.OPENED, State.IN_CALL])
def test_everything_is_gone_from_the_screen_at_once(
    victim: Her, weather_url: str, state: State, size: tuple[int, int]
) -> None:
    """QE-08: with /exit and the next page hanging, nothing but white is left after 100 ms at most."""
    victim.page.set_viewport_size({"width": size[0], "height": size[1]})
    victim.is_at(state)
    nothing = white(victim.page)
    assert victim.page.screenshot() != nothing
    victim.page.route("**/exit", hang)
    victim.page.route(weather_url, nowhere)
    took = victim.page.evaluate(
        """() => new Promise(painted => { const start = performance.now();
        document.getElementById("exit").click();
        requestAnimationFrame(() => requestAnimationFrame(() => painted(performance.now() - start))) })"""
    )
    assert victim.page.screenshot() == nothing
    assert took < 100
    assert not TELLING.search(victim.page.title())


def test_leaving_offline(victim: Her, weather_url: str) -> None:
    """QE-08: blank at once, and the address that shows is the dull one."""
    victim.is_at(State.OPENED)
    victim.page.context.set_offline(True)
    with victim.page.expect_event("framenavigated"):
        victim.page.locator("#exit").click(no_wait_after=True)
    assert "safe to talk" not in victim.page.content()
    assert "/v" not in victim.page.url
    victim.page.context.set_offline(False)


def test_leaving_never_waits_for_the_server(victim: Her, weather_url: str) -> None:
    """QE-08: with /exit hanging she is gone all the same."""
    victim.is_at(State.OPENED)
    victim.page.route("**/exit", hang)
    victim.leaves()
    expect(victim.page).to_have_url(weather_url, timeout=2_000)


def test_what_is_under_way_leads_nowhere_else(victim: Her, weather_url: str) -> None:
    """QE-08: the answer to her first tap comes just when she is on her way out."""
    held: list[Route] = []
    victim.opens_the_link()
    victim.page.route("**/j/*", lambda it: held.append(it))
    victim.page.route(weather_url, nowhere)
    victim.page.get_by_role("button", name="Start").click(no_wait_after=True)
    victim.page.wait_for_timeout(100)
    assert len(held) == 1
    went: list[str] = []
    victim.page.on("request", lambda it: went.append(it.url))
    victim.page.evaluate("document.getElementById('exit').click()")
    # Any answer that lets her in, and at once: a slow server would make this test pass by itself.
    held[0].fulfill(status=404)
    victim.page.wait_for_timeout(500)
    assert weather_url in went
    assert [it for it in went if it.endswith("/v")] == []


def test_leaving_the_call_ends_it_and_the_officer_sees_how(
    victim: Her, officer: OfficerAtDesk, weather_url: str
) -> None:
    """QE-09, QE-10, and QE-23: until then nothing was heard, shaken or shown that she had not asked for."""
    victim.page.add_init_script(NOISES)
    victim.gets_to("waiting")
    officer.joins(victim.visit)
    victim.sees("call")
    victim.page.wait_for_function(
        "() => [window.rvrPeers, window.rvrTracks].every(it => it && [...it].length)"
    )
    expect(victim.page.locator("#listen")).to_be_enabled()
    victim.page.wait_for_function("() => document.getElementById('remote').srcObject")
    assert victim.page.evaluate("window.noises") == []
    assert victim.page.evaluate("document.getElementById('remote').muted")
    victim.page.evaluate(
        "() => { window.kept = [...window.rvrTracks]; window.peers = [...window.rvrPeers] }"
    )
    ended = victim.page.evaluate(
        """() => { const videos = [...document.querySelectorAll("video,audio")];
        document.getElementById("exit").click();
        return [window.kept.map(it => it.readyState), window.peers.map(it => it.connectionState),
                videos.map(it => it.paused && !it.srcObject), document.querySelectorAll("iframe").length,
                getComputedStyle(document.body).display] }"""
    )
    tracks, peers, videos, frames, body = ended
    assert tracks
    assert set(tracks) == {"ended"}
    assert set(peers) == {"closed"}
    assert set(videos) == {True}
    assert (frames, body) == (0, "none")
    expect(victim.page).to_have_url(weather_url)
    expect(officer.page.locator("#standing")).to_contain_text("Left quickly", timeout=2_000)
    assert "left.quickly" in victim.acts
    assert "connection.lost" not in victim.acts


# What would sound, shake or pop up, noted instead of done.
NOISES = """(() => {
  window.noises = [];
  const note = (owner, name) => { if (!owner) return; const real = owner[name];
    owner[name] = function (...all) {
      if (name !== "play" || !this.muted) window.noises.push(name);
      return real.apply(this, all) } };
  note(navigator.__proto__, "vibrate"); note(window.Notification, "requestPermission");
  note(window.AudioContext && AudioContext.prototype, "resume"); note(HTMLMediaElement.prototype, "play");
  note(window.speechSynthesis && SpeechSynthesis.prototype, "speak");
})()"""


@pytest.mark.parametrize("script", [True, False])
def test_the_next_page_learns_nothing_and_the_officer_how_she_left(
    victim: Her,
    victim_without_script: Her,
    weather: ThreadingHTTPServer,
    weather_url: str,
    script: bool,
) -> None:
    """QE-10, QE-11, QE-12: no Referer, no other tab, and what happened stands in the journal."""
    her = victim if script else victim_without_script
    her.gets_to("safety")
    weather.seen.clear()  # type: ignore[attr-defined]
    her.leaves()
    expect(her.page.get_by_role("heading")).to_have_text("Weather")
    asked = weather.seen  # type: ignore[attr-defined]
    assert asked
    assert [it for it in asked if her.server.url in it.get("Referer", "")] == []
    assert len(her.page.context.pages) == 1
    assert comes_true(lambda: "left.quickly" in her.acts, 2)


@pytest.mark.chromium
def test_the_next_page_comes_quickly_on_a_slow_line(victim: Her, weather_url: str) -> None:
    """QE-11: what we tell our server takes nothing from it."""
    victim.is_at(State.WAITING)
    has_a_slow_line(victim.page)
    begun = time.monotonic()
    victim.leaves()
    expect(victim.page.get_by_role("heading")).to_have_text("Weather")
    assert time.monotonic() - begun < 2
