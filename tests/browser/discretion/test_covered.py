"""What stands in place of her page: a cover when it was out of sight, a harmless page when she hides it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from rvr_portal.domain.visit import State
from tests.browser.discretion.conftest import TELLING, Her
from tests.browser.discretion.test_leaving import white
from tests.browser.pages.officer import OfficerAtDesk

pytestmark = pytest.mark.browser

# What a reader of the screen is given, and what can be seen.
BELOW = "document.getElementById('main').checkVisibility()"
FOCUSED = "document.activeElement.textContent.trim()"
SOUP = "Leek and potato soup"


def turns(page: Page, visibility: str) -> None:
    """The phone shows another app, or this one again."""
    page.evaluate(
        """it => { Object.defineProperty(document, "visibilityState", {value: it, configurable: true});
        document.dispatchEvent(new Event("visibilitychange")) }""",
        visibility,
    )


def spoken(page: Page) -> str:
    """All that a screen reader can come to."""
    return page.locator("body").aria_snapshot()


def test_a_page_that_is_hidden_is_blank_and_comes_back_covered(victim: Her) -> None:
    """QE-22: blank at once; back under a cover that only the exit and one button stand on."""
    victim.is_at(State.CHOOSING)
    page = victim.page
    page.locator("#called").fill("Jo")
    scrolled = page.evaluate("scrollY")
    before = page.evaluate("history.length")
    nothing = white(page)
    turns(page, "hidden")
    assert page.screenshot() == nothing
    turns(page, "visible")
    assert not page.evaluate(BELOW)
    told = spoken(page)
    assert 'link "Leave this page"' in told
    assert 'button "Go on"' in told
    assert "talk" not in told
    assert not TELLING.search(told)
    page.keyboard.press("Enter")
    victim.sees("needs")
    expect(page.locator("#called")).to_be_focused()
    expect(page.locator("#called")).to_have_value("Jo")
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate("history.length") == before


@pytest.mark.parametrize("how", ["tap", "keys"])
def test_leaving_from_under_the_cover(victim: Her, weather_url: str, how: str) -> None:
    """QE-22: the exit stands on it, and three times Shift leaves it."""
    victim.is_at(State.WAITING)
    turns(victim.page, "hidden")
    turns(victim.page, "visible")
    if how == "tap":
        victim.leaves()
    for _ in range(3 if how == "keys" else 0):
        victim.page.keyboard.press("Shift")
    expect(victim.page).to_have_url(weather_url)


def test_no_call_begins_under_a_cover(victim: Her, officer: OfficerAtDesk) -> None:
    """QE-22: nobody sees her before she has seen the page."""
    victim.gets_to("waiting")
    turns(victim.page, "hidden")
    turns(victim.page, "visible")
    officer.joins(victim.visit)
    victim.page.wait_for_timeout(1_500)
    assert victim.step == "waiting"
    victim.page.get_by_role("button", name="Go on").click()
    victim.sees("call")


def test_hiding_the_page_in_a_call(victim: Her, officer: OfficerAtDesk) -> None:
    """A harmless page before any answer could have brought it; the call stays; one tap brings her back."""
    victim.gets_to("waiting")
    officer.joins(victim.visit)
    page = victim.sees("call").page
    expect(page.locator("#call-status")).to_contain_text("connected")
    peer = page.evaluate_handle("() => [...window.rvrPeers][0]")
    page.bring_to_front()
    page.locator("#hide button").focus()
    at_once = page.evaluate(
        """() => { document.querySelector("#hide button").click();
        return [document.querySelector("#face h1").innerText,
                document.getElementById("main").checkVisibility()] }"""
    )
    assert at_once == [SOUP, False]
    told = spoken(page)
    assert "officer" not in told.lower()
    assert 'link "Leave this page"' in told
    assert page.title() == "Video appointment"
    expect(officer.page.locator("#standing")).to_contain_text("She has hidden her page")
    expect(page.locator("#camera")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    victim.sees("call")
    expect(page.locator("#hide button")).to_be_focused()
    expect(page.locator("#mute")).to_have_attribute("aria-pressed", "false")
    expect(officer.page.locator("#standing")).to_contain_text("Her page is open")
    assert peer.evaluate("it => it.connectionState") == "connected"
    assert victim.acts[-2:] == ["page.hidden", "page.shown"]


def test_a_reload_of_the_harmless_page_is_harmless(victim: Her) -> None:
    """Whoever takes the phone pulls the page down: the server knows, and the phone has stored nothing."""
    victim.is_at(State.WAITING)
    before = victim.page.evaluate("history.length")
    victim.page.locator("#hide button").click()
    victim.page.get_by_role("heading", name=SOUP).wait_for()
    turns(victim.page, "hidden")
    turns(victim.page, "visible")
    expect(victim.page.get_by_role("heading", name=SOUP)).to_be_visible()
    victim.page.wait_for_timeout(300)
    victim.page.reload()
    expect(victim.page.get_by_role("heading", name=SOUP)).to_be_visible()
    assert not TELLING.search(spoken(victim.page))
    victim.page.get_by_role("button", name=SOUP).click()
    expect(victim.page.get_by_role("heading", name="Please wait")).to_be_visible()
    assert victim.page.evaluate("history.length") == before
    assert victim.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_hiding_without_a_connection_is_told_when_there_is_one(victim: Her) -> None:
    """What the server did not hear is said again, and only the newest."""
    victim.is_at(State.WAITING)
    victim.page.clock.install()
    tries: list[Route] = []

    def fails_once(route: Route) -> None:
        tries.append(route)
        route.abort() if len(tries) == 1 else route.continue_()

    victim.page.route("**/v/aside", fails_once)
    victim.page.locator("#hide button").click()
    victim.page.get_by_role("heading", name=SOUP).wait_for()
    victim.page.clock.fast_forward(6_000)
    victim.page.wait_for_timeout(300)
    assert victim.acts[-1] == "page.hidden"


def test_hiding_without_script(victim_without_script: Her) -> None:
    """A plain form and the same page; its title is the way back."""
    her = victim_without_script.is_at(State.WAITING)
    her.page.get_by_role("button", name="Hide this page").click()
    her.page.get_by_role("button", name=SOUP).click()
    expect(her.page.get_by_role("heading", name="Please wait")).to_be_visible()
