"""The exit control on every page of hers: in sight, uncovered, large, first, and named for what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from rvr_portal.domain.visit import State
from tests.browser.conftest import NewContext
from tests.browser.discretion.conftest import Her
from tests.browser.server import Server

pytestmark = pytest.mark.browser

STATES = (
    *(State.OPENED, State.UNSAFE, State.LATER, State.IN_PERSON, State.CHOOSING, State.CHECKING),
    *(State.WAITING, State.IN_CALL, State.AFTER),
)
# The two of the requirement and a desk; a keyboard that takes its room from the page; 400 % of 1280x800.
SIZES = ((320, 480), (360, 640), (1280, 800), (360, 300), (320, 200))
MEASURE = """() => {
  const exit = document.getElementById("exit"), box = exit.getBoundingClientRect();
  const at = (x, y) => document.elementFromPoint(x, y);
  const corners = [[.5, .5], [.02, .1], [.98, .1], [.02, .9], [.98, .9]].map(([x, y]) =>
    at(box.left + box.width * x, box.top + box.height * y));
  const ring = [];
  for (let part = 0; part <= 1; part += .05) {
    ring.push(at(box.left + box.width * part, box.top - 7), at(box.left + box.width * part, box.bottom + 7));
    ring.push(at(box.left - 7, box.top + box.height * part), at(box.right + 7, box.top + box.height * part));
  }
  return {
    width: box.width, height: box.height,
    inside: box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth,
    corners: corners.map(it => it && it.id),
    near: [...new Set(ring.filter(it => it && it.closest("a,button,input,select,summary"))
      .map(it => it.outerHTML))],
  };
}"""


@pytest.fixture(scope="module")
def seen(chromium: Browser, server: Server, beside: Flask) -> Iterator[dict[str, Any]]:
    """The exit as it is on each of her pages, at each size, text size and end of the page."""
    context = chromium.new_context(locale="en-GB", has_touch=True)
    her = Her(context.new_page(), server, beside)
    found: dict[str, Any] = {}
    found |= measured(her.opens_the_link().page, "welcome")
    for state in STATES:
        found |= measured(her.is_at(state).page, state.value)
    context.clear_cookies()
    for path in ("/v", "/j/wrong", "/v/nowhere"):
        her.page.goto(f"{server.url}{path}")
        found |= measured(her.page, path)
    yield found
    context.close()


def measured(page: Page, name: str) -> dict[str, Any]:
    found = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for text in ("100%", "200%") if height > 300 else ("100%",):
            page.evaluate("it => { document.documentElement.style.fontSize = it }", text)
            for end in (0, 100_000):
                page.evaluate("y => scrollTo(0, y)", end)
                found[f"{name} {width}x{height} {text} {end}"] = page.evaluate(MEASURE)
    return found


def test_it_is_in_sight_everywhere(seen: dict[str, Any]) -> None:
    """QE-01."""
    assert len(seen) > 200
    assert [where for where, it in seen.items() if not it["inside"]] == []


def test_nothing_covers_it(seen: dict[str, Any]) -> None:
    """QE-02."""
    assert [where for where, it in seen.items() if it["corners"] != ["exit"] * 5] == []


def test_it_is_large_and_nothing_else_is_near(seen: dict[str, Any]) -> None:
    """QE-03: 48 px each way, and within 8 px of it no button that she may mean instead."""
    assert [where for where, it in seen.items() if min(it["width"], it["height"]) < 48] == []
    assert {where: it["near"] for where, it in seen.items() if it["near"]} == {}


@pytest.mark.chromium
def test_a_keyboard_that_lies_over_the_page_does_not_hide_it(victim: Her) -> None:
    """QE-01: where the page keeps its size below the keys, the exit follows what can be seen."""
    victim.is_at(State.CHOOSING)
    victim.page.context.new_cdp_session(victim.page).send(
        "Emulation.setPageScaleFactor", {"pageScaleFactor": 1.5}
    )
    victim.page.wait_for_function("() => visualViewport.scale > 1.4")
    victim.page.wait_for_function(
        """() => document.getElementById("exit").getBoundingClientRect().bottom
        <= visualViewport.offsetTop + visualViewport.height + 1""",
        timeout=2_000,
    )


COLOURS = """() => {
  const exit = getComputedStyle(document.getElementById("exit"));
  const bar = getComputedStyle(document.getElementById("exit-bar"));
  return [exit.color, exit.backgroundColor, exit.borderTopColor, exit.borderTopStyle, bar.backgroundColor];
}"""


def contrast(one: str, other: str) -> float:
    """By the formula of WCAG."""

    def light(colour: str) -> float:
        parts = [int(it) / 255 for it in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (
            it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_it_stands_out(victim: Her, scheme: str) -> None:
    """QE-03: its words 4.5 to 1, its edge 3 to 1, and an edge where the system chooses the colours."""
    if scheme == "forced":
        victim.page.emulate_media(forced_colors="active")
    else:
        victim.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    words, ground, edge, style, bar = victim.opens_the_link().page.evaluate(COLOURS)
    assert contrast(words, ground) >= 4.5
    assert contrast(edge, bar) >= 3
    assert style == "solid"


def test_no_banner_asks_about_cookies(victim: Her) -> None:
    """QE-02: there is one cookie that is needed, so nothing has to be asked."""
    victim.gets_to("waiting")
    assert [it["name"] for it in victim.page.context.cookies()] == ["v"]
    assert "cookie" not in victim.page.content().lower()


@pytest.mark.parametrize("script", [True, False])
def test_it_comes_first_for_the_keyboard(
    victim: Her, victim_without_script: Her, weather_url: str, script: bool
) -> None:
    """QE-04: a real link, second for the Tab key, right after the skip link."""
    her = victim if script else victim_without_script
    her.is_at(State.OPENED).page.bring_to_front()
    assert her.page.locator("#exit").get_attribute("href") == "/exit"
    her.page.keyboard.press("Tab")
    expect(her.page.locator(".skip")).to_be_focused()
    her.page.keyboard.press("Tab")
    expect(her.page.locator("#exit")).to_be_focused()
    her.page.keyboard.press("Enter")
    expect(her.page).to_have_url(weather_url)


def test_a_swap_leaves_it_alone(victim: Her) -> None:
    """QE-07: the same element all the way, in no region that is read out when it changes."""
    victim.gets_to("safety")
    victim.page.evaluate(
        """() => { window.changes = [];
        const bar = document.getElementById("exit-bar");
        new MutationObserver(all => window.changes.push(...all.map(it => it.type)))
          .observe(bar, {childList: true, subtree: true, characterData: true, attributes: true});
        window.bar = bar }"""
    )
    victim.is_safe().says_her_needs().goes_on_to_wait()
    assert victim.page.evaluate(
        "[window.changes.length, window.bar === document.getElementById('exit-bar')]"
    ) == [0, True]
    assert (
        victim.page.evaluate("window.bar.closest('[aria-live],[role=status],[role=log],main')")
        is None
    )


def test_its_name_is_what_it_does(victim: Her, weather_url: str) -> None:
    """QE-07, QE-28: who says "click Leave this page" says the words that stand there."""
    victim.opens_the_link()
    link = victim.page.get_by_role("link", name="Leave this page", exact=True)
    expect(link).to_have_text("Leave this page")
    expect(link).to_have_id("exit")
    assert link.get_attribute("aria-label") is None


def test_it_works_the_same_where_nothing_may_move(
    new_context: NewContext, server: Server, beside: Flask, weather_url: str
) -> None:
    """QE-28: with less motion asked for, with one switch that acts like the Enter key."""
    her = Her(new_context(reduced_motion="reduce").new_page(), server, beside)
    her.is_at(State.WAITING)
    assert her.page.evaluate("document.getAnimations().length") == 0
    her.page.locator("#exit").focus()
    her.page.keyboard.press("Enter")
    expect(her.page).to_have_url(weather_url)
