"""What is left for whoever takes the phone: nothing to go back to, nothing stored, nobody else asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from rvr_portal.domain.visit import State
from tests.browser.conftest import NewContext
from tests.browser.discretion.conftest import TELLING, Her
from tests.browser.discretion.patience import comes_true
from tests.browser.pages.victim import Victim
from tests.browser.server import Server

pytestmark = pytest.mark.browser

SHOWN = "[location.href, document.body.innerText]"
THERE = """before => document.readyState === "complete" && performance.timeOrigin !== before
  && location.href !== "about:blank"
"""
STEPS = ("welcome", "safety", "unsafe", "needs", "checks", "waiting")


def pages_of(page: Page, times: int) -> list[list[str]]:
    """Address and words of each page that Back, Forward and a reload bring up."""
    seen = []
    for way in ("back", "forward"):
        for _ in range(times):
            if not goes(page, way):
                break
            seen.append(page.evaluate(SHOWN))
    page.reload()
    return [*seen, page.evaluate(SHOWN)]


def goes(page: Page, way: str) -> bool:
    """Whether there is a page that way. Playwright's own waits for a load; a page that was kept whole has none."""
    now = page.evaluate("performance.timeOrigin")
    page.evaluate(f"void setTimeout(() => history.{way}(), 0)")
    return comes_true(lambda: bool(page.evaluate(THERE, now)), 1)


@pytest.mark.parametrize("step", STEPS)
def test_leaving_from_every_step(victim: Her, weather_url: str, step: str) -> None:
    """QE-12, QE-13, QE-14: one entry in the browser's history while she is here, none when she has left."""
    victim.comes_from(weather_url + "?before")
    before = victim.page.evaluate("history.length")
    victim.gets_to(step)
    assert not TELLING.search(victim.page.title())
    assert victim.page.evaluate("history.length") <= before + 1
    victim.leaves()
    expect(victim.page).to_have_url(weather_url)
    assert len(victim.page.context.pages) == 1
    assert victim.page.evaluate("history.length") <= before + 1
    seen = pages_of(victim.page, 2 if step != "waiting" else 10)
    assert [it for it in seen if "Weather" not in it[1]] == []
    assert {url for url, _ in seen} == {weather_url, weather_url + "?before"}
    assert victim.page.context.cookies() == []
    nothing_opens(victim)


def test_a_tap_before_the_scripts_have_come_leaves_no_entry(victim: Her, weather_url: str) -> None:
    """QE-14, on a line so thin that she is faster than our scripts."""
    victim.comes_from(weather_url + "?before")
    before = victim.page.evaluate("history.length")
    victim.page.route("**/htmx.min.js", lambda route: None)
    victim.page.goto(victim.link, wait_until="commit")
    victim.page.get_by_role("button", name="Start").click()
    victim.sees("safety")
    victim.page.locator("[data-step=safety] [data-primary]").click(no_wait_after=True)
    victim.sees("needs")
    assert victim.page.evaluate("history.length") <= before + 1


@pytest.mark.parametrize("step", STEPS)
def test_leaving_without_script(victim_without_script: Her, weather_url: str, step: str) -> None:
    """QE-04, QE-13: Back asks the server, and the server no longer knows this browser."""
    victim = victim_without_script
    victim.comes_from(weather_url + "?before").gets_to(step)
    victim.leaves()
    expect(victim.page).to_have_url(weather_url)
    assert victim.page.context.cookies(victim.server.url) == []
    seen = pages_of(victim.page, 10 if step == "waiting" else 3)
    ours = [words for url, words in seen if url.startswith(victim.server.url)]
    wrong = [it for it in ours if not over(it, first=step == "welcome") or TELLING.search(it)]
    assert wrong == []
    if step != "welcome":
        nothing_opens(victim)


def over(words: str, *, first: bool) -> bool:
    """The one neutral page, or the link's own where it was never spent."""
    return "This appointment is over" in words or (
        first and "You have a video appointment" in words
    )


def nothing_opens(victim: Her) -> None:
    """Every address of hers is the one neutral page."""
    spent = "link.redeemed" in victim.acts
    for path in ("/v", "/v/chat", "/v/events", "/v/waiting", "/v?lang=cy"):
        victim.page.goto(f"{victim.server.url}{path}")
        assert victim.step == "ended"
        assert not TELLING.search(victim.words)
    if spent:
        assert victim.opens_the_link().step == "ended"


def test_a_closed_tab_that_is_opened_again_is_over(victim: Her, weather_url: str) -> None:
    """QE-13: another tab of the same browser, where she left in this one."""
    victim.gets_to("waiting")
    other = Victim(victim.page.context.new_page(), victim.server)
    other.page.goto(f"{victim.server.url}/v")
    other.sees("waiting")
    victim.leaves()
    expect(victim.page).to_have_url(weather_url)
    other.sees("ended")
    other.page.reload()
    other.sees("ended")
    other.page.close()
    victim.page.goto(f"{victim.server.url}/v")
    victim.sees("ended")
    assert victim.page.context.cookies(victim.server.url) == []


def test_a_page_from_the_back_forward_cache_is_blanked_and_asked_for_again(victim: Her) -> None:
    """QE-18: blank before anything else, then what the server says."""
    victim.is_at(State.OPENED)
    with victim.page.expect_navigation():
        shown = victim.page.evaluate(
            """() => { dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
            return getComputedStyle(document.body).display }"""
        )
    assert shown == "none"
    victim.sees("safety")


# Whatever could be stored: who asks for it is noted.
STORES = """(() => {
  window.stored = [];
  const note = (owner, name) => { if (!owner) return; const real = owner[name];
    owner[name] = function (...all) { window.stored.push(name); return real.apply(this, all) } };
  const of = (kind) => window[kind] && window[kind].prototype;  // a page of Firefox's own has not all of them
  note(of("Storage"), "setItem"); note(of("IDBFactory"), "open"); note(of("CacheStorage"), "open");
  note(of("ServiceWorkerContainer"), "register"); note(of("StorageManager"), "getDirectory");
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(document, "cookie", {get: () => cookie.get.call(document),
    set: value => { window.stored.push("cookie"); cookie.set.call(document, value) }});
})()"""
STORED = """async () => [...window.stored, localStorage.length, sessionStorage.length,
  (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length]"""


def test_nothing_is_stored_and_nobody_else_is_asked(victim: Her, weather_url: str) -> None:
    """QE-16, QE-19, QE-25: one dull cookie, empty stores all the way, one host, the token in no later address."""
    asked: list[str] = []
    troubles: list[str] = []
    victim.page.add_init_script(STORES)
    victim.page.on("request", lambda request: asked.append(request.url))
    victim.page.on(
        "console", lambda said: troubles.append(said.text) if said.type == "error" else None
    )
    victim.page.on("pageerror", lambda error: troubles.append(str(error)))
    victim.practises()
    for deed in (
        victim.opens_the_link, victim.starts, victim.is_safe, victim.says_her_needs,
        victim.checks_her_phone, victim.goes_on_to_wait, victim.begins_the_practice_call,
    ):  # fmt: skip
        deed()
        assert victim.page.evaluate(STORED) == [0, 0, 0, 0, 0], deed
    victim.page.wait_for_function("() => document.getElementById('remote').srcObject")
    assert victim.page.evaluate(STORED) == [0, 0, 0, 0, 0]
    (cookie,) = victim.page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("v", True, "Lax")
    assert cookie["expires"] == -1
    victim.hangs_up()
    assert all(url.startswith(victim.server.url) for url in asked)
    victim.leaves()
    expect(victim.page).to_have_url(weather_url)
    assert {it.split("/")[2] for it in asked} == {
        it.split("/")[2] for it in (victim.server.url, weather_url)
    }
    token = victim.link.rsplit("/", 1)[1]
    after_the_tap = asked[[url.endswith(token) for url in asked].index(True) + 2 :]
    assert [url for url in after_the_tap if token in url] == []
    assert token not in victim.server.log
    assert troubles == []


def test_a_link_that_is_looked_at_stays_unused(
    victim: Her, new_context: NewContext, server: Server
) -> None:
    """QE-21: previews and scanners look as often as they like; the second person gets the neutral page."""
    for _ in range(50):
        assert victim.page.request.get(victim.link).status == 200
        victim.page.request.head(victim.link)
    victim.page.context.clear_cookies()
    victim.gets_to("safety")
    finder = Victim(new_context().new_page(), server)
    finder.link = victim.link
    finder.opens_the_link().sees("ended")
    assert not TELLING.search(finder.words)
    assert "ask for a new link" in finder.words


def test_two_browsers_race_for_one_link(
    victim: Her, new_context: NewContext, server: Server
) -> None:
    """QE-21: one link, one person."""
    victim.opens_the_link()
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
