"""Quick exit: from every step, with and without script, with the network gone (discretion.md, QE)."""

from __future__ import annotations

import re
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim
from tests.browser.server import Server

pytestmark = pytest.mark.browser

STEPS = ("welcome", "safety", "unsafe", "needs", "checks", "waiting")
TELLING = re.compile(r"\b(police|abuse|victim|domestic|rvr|officer)\b", re.IGNORECASE)


def nothing_is_left(victim: Victim) -> None:
    assert victim.page.context.cookies(victim.server.url) == []


@pytest.mark.parametrize("step", STEPS)
def test_leaving_from_every_step(victim: Victim, weather_url: str, step: str) -> None:
    """QE-12, QE-13, QE-14, QE-20."""
    victim.gets_a_link().comes_from(weather_url)
    before = victim.page.evaluate("history.length")
    victim.gets_to(step)
    assert not TELLING.search(victim.page.title())
    assert victim.page.evaluate("history.length") <= before + 1
    victim.leaves()
    expect(victim.page).to_have_url(weather_url)
    expect(victim.page.get_by_role("heading")).to_have_text("Weather")
    assert len(victim.page.context.pages) == 1
    victim.goes_back()
    expect(victim.page).to_have_url(weather_url)
    victim.page.goto(f"{victim.server.url}/v")
    victim.sees("ended")
    nothing_is_left(victim)


@pytest.mark.parametrize("step", STEPS)
def test_leaving_without_script(victim_without_script: Victim, weather_url: str, step: str) -> None:
    """QE-04, QE-13: Back asks the server, and the server no longer knows this browser."""
    victim = victim_without_script.gets_a_link().gets_to(step)
    victim.leaves()
    expect(victim.page).to_have_url(weather_url)
    nothing_is_left(victim)
    victim.page.go_back(wait_until="load")
    if step != "welcome":
        victim.sees("ended")
        assert not TELLING.search(victim.words)


def test_leaving_the_call_ends_it_and_the_officer_sees_how(
    victim: Victim, officer: OfficerAtDesk, weather_url: str
) -> None:
    """QE-09, QE-10."""
    victim.gets_a_link().gets_to("waiting")
    officer.joins(victim.visit)
    victim.sees("call")
    victim.page.wait_for_timeout(2_000)
    victim.page.evaluate(
        "() => { window.kept = [...window.rvrTracks]; window.peers = [...window.rvrPeers];"
        " location.replace = undefined }"
    )
    ended = victim.page.evaluate(
        """() => { document.getElementById("exit").click();
        return [window.kept.map(it => it.readyState), window.peers.map(it => it.connectionState),
                getComputedStyle(document.body).display] }"""
    )
    assert ended[0]
    assert set(ended[0]) == {"ended"}
    assert set(ended[1]) == {"closed"}
    assert ended[2] == "none"
    expect(victim.page).to_have_url(weather_url)
    expect(officer.page.locator("#standing")).to_contain_text("Left quickly", timeout=2_000)
    acts = [entry["act"] for entry in victim.server.tells_of(victim.visit)["journal"]]
    assert "left.quickly" in acts
    assert "connection.lost" not in acts


def test_leaving_offline(victim: Victim, weather_url: str) -> None:
    """QE-08: blank at once, and the address that shows is the dull one."""
    victim.gets_a_link().gets_to("safety")
    victim.page.context.set_offline(True)
    victim.page.locator("#exit").click(no_wait_after=True)
    victim.page.wait_for_timeout(500)
    victim.page.context.set_offline(False)
    assert "safe to talk" not in victim.page.content()
    assert "/v" not in victim.page.url


def test_leaving_never_waits_for_the_server(victim: Victim, weather_url: str) -> None:
    """QE-08: with /exit hanging she is gone all the same."""
    victim.gets_a_link().gets_to("safety")
    victim.page.route("**/exit", lambda route: None)
    victim.leaves()
    expect(victim.page).to_have_url(weather_url, timeout=2_000)
    victim.page.unroute_all(behavior="ignoreErrors")


def test_shift_three_times(victim: Victim, weather_url: str) -> None:
    """QE-05: three times within five seconds, spoken; a letter in between starts again; Escape does nothing."""
    victim.gets_a_link().gets_to("needs")
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


def test_the_exit_page_learns_nothing(victim: Victim, weather: ThreadingHTTPServer) -> None:
    """QE-11: no Referer."""
    weather.seen.clear()  # type: ignore[attr-defined]
    victim.gets_a_link().gets_to("safety").leaves()
    expect(victim.page.get_by_role("heading")).to_have_text("Weather")
    told = [seen.get("Referer", "") for seen in weather.seen]  # type: ignore[attr-defined]
    assert told
    assert not [referrer for referrer in told if victim.server.url in referrer]


@pytest.mark.parametrize("size", [(320, 480), (360, 640), (1280, 800)])
def test_the_exit_is_always_there_to_be_hit(victim: Victim, size: tuple[int, int]) -> None:
    """QE-01, QE-02, QE-03: in sight at any scroll and at double text size, covered by nothing, 48 px."""
    victim.page.set_viewport_size({"width": size[0], "height": size[1]})
    victim.gets_a_link()
    for step in ("welcome", "safety", "needs", "checks", "waiting"):
        reach = {
            "welcome": victim.opens_the_link,
            "safety": victim.starts,
            "needs": victim.is_safe,
            "checks": victim.says_her_needs,
            "waiting": victim.goes_on_to_wait,
        }
        reach[step]()
        for text in ("100%", "200%"):
            victim.page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
            for end in (0, 100_000):
                victim.page.evaluate("y => window.scrollTo(0, y)", end)
                assert_hittable(victim.page, size)
        victim.page.evaluate("() => { document.documentElement.style.fontSize = '' }")


def assert_hittable(page: Page, size: tuple[int, int]) -> None:
    box = page.locator("#exit").bounding_box()
    assert box
    assert box["height"] >= 48
    assert box["width"] >= 48
    assert box["y"] + box["height"] <= size[1]
    hits = page.evaluate(
        """() => { const box = document.getElementById("exit").getBoundingClientRect();
        const spots = [[.5, .5], [.02, .1], [.98, .1], [.02, .9], [.98, .9]];
        return spots.map(([x, y]) => document.elementFromPoint(
            box.left + box.width * x, box.top + box.height * y).id) }"""
    )
    assert hits == ["exit"] * 5


def test_the_exit_comes_first_for_the_keyboard(victim: Victim, weather_url: str) -> None:
    """QE-04: second in the order of the Tab key, right after the skip link."""
    victim.gets_a_link().gets_to("safety")
    victim.page.reload()
    victim.page.keyboard.press("Tab")
    victim.page.keyboard.press("Tab")
    assert victim.page.evaluate("document.activeElement.id") == "exit"
    victim.page.keyboard.press("Enter")
    expect(victim.page).to_have_url(weather_url)


def test_one_tap_is_enough_and_a_second_hits_nothing(victim: Victim, weather_url: str) -> None:
    """QE-06."""
    victim.gets_a_link().gets_to("waiting")
    victim.page.locator("#exit").tap()
    expect(victim.page).to_have_url(weather_url)


def test_nothing_is_stored_and_nobody_else_is_asked(victim: Victim) -> None:
    """QE-16, QE-19, QE-25: one dull cookie, empty stores, one host, the token in no address after the tap."""
    asked: list[str] = []
    troubles: list[str] = []
    victim.page.on("request", lambda request: asked.append(request.url))
    victim.page.on(
        "console", lambda said: troubles.append(said.text) if said.type == "error" else None
    )
    victim.page.on("pageerror", lambda error: troubles.append(str(error)))
    victim.gets_a_link("--practice").gets_to("waiting")
    victim.page.locator("[data-primary]").click()
    victim.sees("call")
    victim.page.wait_for_timeout(2_000)
    stored = victim.page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
        (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert stored == [0, 0, 0, 0, 0]
    (cookie,) = victim.page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("v", True, "Lax")
    assert cookie["expires"] == -1
    assert all(url.startswith(victim.server.url) for url in asked)
    token = victim.link.rsplit("/", 1)[1]
    after_the_tap = asked[[url.endswith(token) for url in asked].index(True) + 2 :]
    assert not [url for url in after_the_tap if token in url]
    assert token not in victim.server.log
    assert not TELLING.search(" ".join(asked).replace(victim.server.url, ""))
    assert troubles == []


def test_every_field_forgets(victim: Victim) -> None:
    """QE-24."""
    victim.gets_a_link().gets_to("needs")
    fields = victim.page.locator("input[type=text], select, textarea")
    assert fields.count() >= 3
    for field in fields.all():
        assert field.get_attribute("autocomplete") == "off"


def test_a_link_that_is_looked_at_stays_unused(victim: Victim, new_context) -> None:  # type: ignore[no-untyped-def]
    """QE-21: previews and scanners look as often as they like; the second person gets the neutral page."""
    victim.gets_a_link()
    for _ in range(50):
        assert victim.page.request.get(victim.link).status == 200
        victim.page.request.head(victim.link)
    victim.page.context.clear_cookies()
    victim.gets_to("safety")
    finder = Victim(new_context().new_page(), victim.server)
    finder.link = victim.link
    finder.opens_the_link().sees("ended")
    assert not TELLING.search(finder.words)


def test_two_browsers_race_for_one_link(victim: Victim, new_context, server: Server) -> None:  # type: ignore[no-untyped-def]
    """One link, one person."""
    victim.gets_a_link().opens_the_link()
    other = Victim(new_context().new_page(), server)
    other.link = victim.link
    other.opens_the_link()
    for racer in (victim, other):
        racer.page.evaluate(
            "() => { setTimeout(() => document.querySelector('form button').click(), 300) }"
        )
    for racer in (victim, other):
        racer.page.wait_for_url("**/v")
        racer.page.locator("h1").first.wait_for()
    assert sorted([victim.step, other.step]) == ["ended", "safety"]


def test_a_page_from_the_back_forward_cache_is_blanked_and_asked_for_again(victim: Victim) -> None:
    """QE-18."""
    victim.gets_a_link().gets_to("safety")
    with victim.page.expect_navigation():
        victim.page.evaluate(
            "() => window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
        )
    victim.sees("safety")


def test_no_sound_before_she_asks_for_it(victim: Victim, officer: OfficerAtDesk) -> None:
    """Nothing plays by itself: the officer's voice waits for her tap."""
    victim.gets_a_link().gets_to("waiting")
    officer.joins(victim.visit)
    victim.sees("call")
    victim.page.wait_for_timeout(1_500)
    loud = victim.page.evaluate(
        "[...document.querySelectorAll('video,audio')].filter(it => !it.muted && !it.paused).length"
    )
    assert loud == 0


def test_the_title_of_the_browser_never_changes(victim: Victim, chromium: Browser) -> None:
    """QE-20."""
    victim.gets_a_link()
    titles = {
        victim.opens_the_link().page.title(),
        victim.starts().page.title(),
        victim.is_safe().page.title(),
        victim.says_her_needs().page.title(),
    }
    assert titles == {"Video appointment"}
