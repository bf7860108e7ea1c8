"""Her whole way by keyboard alone, as with a switch or a screen reader: Tab to it, Enter or space to take it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim

pytestmark = pytest.mark.browser

AT = "it => document.activeElement.matches(it)"


def presses(page: Page, selector: str, key: str = "Enter") -> None:
    """Tab until the focus is there; AssertionError where it never comes."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(AT, selector):
            return page.keyboard.press(key)
    raise AssertionError(f"no way to {selector} by Tab")


def test_from_the_link_to_the_advice(victim: Victim, officer: OfficerAtDesk) -> None:
    page = victim.gets_a_link().opens_the_link().page
    presses(page, "[data-primary]")
    presses(victim.sees("safety").page, "[data-primary]")
    victim.sees("needs")
    presses(page, "[name=media]", "ArrowDown")
    assert page.locator("[name=media][value=sound]").is_checked()
    presses(page, "[data-step=needs] [data-primary]")
    presses(victim.sees("checks").page, "[data-primary]")
    presses(victim.sees("waiting").page, "#hide button")
    presses(page, "#face h1 button")
    officer.joins(victim.visit)
    presses(victim.sees("call").page, "#listen", "Space")
    presses(page, "#mute", "Space")
    expect(page.locator("#mute")).to_have_attribute("aria-pressed", "true")
    presses(page, "#chat")
    page.keyboard.type("He is at work.")
    page.keyboard.press("Enter")
    expect(officer.page.locator("#chat-log")).to_contain_text("He is at work.")
    page.keyboard.press("Shift+Tab")
    presses(page, "#hangup")
    victim.sees("after")


def test_the_first_press_of_tab_and_enter_leads_out(victim: Victim) -> None:
    page = victim.gets_a_link().gets_to("needs").page
    presses(page, "#exit")
    page.wait_for_url("**/weather")
