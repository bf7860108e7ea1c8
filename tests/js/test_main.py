"""What the page does by itself: wake, follow the step, speak once, leave no trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from . import pages

if TYPE_CHECKING:
    from .conftest import Site

pytestmark = pytest.mark.browser

WAITING = (
    '<section data-step="waiting" data-events="/v/events" data-after="17"><h1>Please wait</h1>'
    f'<button id="again" hx-get="/next" hx-target="#main" hx-nonce="{pages.NONCE}">x</button></section>'
)


def swap(site: Site, html: str) -> None:
    site.answers["/next"] = lambda _body: pages.answered(html)


@pytest.fixture
def waiting(allowing: Browser, site: Site) -> Page:
    page = pages.opened(allowing, pages.shell(site, WAITING, "waiting"))
    expect(page.locator("#again")).to_have_attribute("data-htmx-powered", "true")
    return page


def test_a_new_step_gets_the_focus_and_is_spoken(waiting: Page, site: Site) -> None:
    swap(site, '<section data-step="after"><h1>What happens next</h1></section>')
    waiting.click("#again")
    expect(waiting.locator("h1")).to_be_focused()
    expect(waiting.locator("body")).to_have_attribute("data-step", "after")
    expect(waiting.locator("#announce")).to_have_text("What happens next")
    assert waiting.complaints == []  # type: ignore[attr-defined]


def test_the_same_step_is_not_spoken_again(waiting: Page, site: Site) -> None:
    swap(site, '<section data-step="waiting"><h1>Please wait</h1><p id="new"></p></section>')
    waiting.click("#again")
    expect(waiting.locator("#new")).to_be_attached()
    waiting.wait_for_timeout(400)
    expect(waiting.locator("#announce")).to_be_empty()
    expect(waiting.locator("h1")).not_to_be_focused()


def test_a_module_in_a_new_step_is_woken_under_the_strict_policy(waiting: Page, site: Site) -> None:
    site.answers["/v/chat"] = lambda _body: (204, {}, "")
    swap(site, pages.call("text"))
    waiting.click("#again")
    expect(waiting.locator("#call-status")).not_to_be_empty()
    assert waiting.complaints == []  # type: ignore[attr-defined]


def test_a_step_without_a_stream_closes_it(waiting: Page, site: Site) -> None:
    site.answers["/v/events"] = pages.silent
    swap(site, '<section data-step="checks"><h1>Checks</h1></section>')
    waiting.click("#again")
    expect(waiting.locator("h1")).to_have_text("Checks")
    before = len(site.bodies("/v/events"))
    waiting.evaluate("window.dispatchEvent(new Event('online'))")
    waiting.wait_for_timeout(300)
    assert len(site.bodies("/v/events")) == before
