"""What the server has to know and no page shows: told in order, each until it is heard, once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page

from . import pages

if TYPE_CHECKING:
    from .conftest import Answer, Site

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><head><title>Appointment</title><link rel="icon" href="data:,">
<script src="/js/tell.js"></script></head><body data-csrf="token">
<main id="main" data-events="/v/events" data-standing="/v/standing">
<form data-told action="/v/alert" method="post"><input type="hidden" name="press" value="made">
<button id="alert">Page 412</button></form></main></body></html>"""


def at_page(browser: Browser, site: Site) -> Page:
    site.answers["/v/standing"] = lambda _body: (204, {}, "")
    return pages.opened(browser, site.page("/told", PAGE, {"Content-Type": "text/html"}))


def told(site: Site) -> list[str]:
    return [parse_qs(it)["standing"][0] for it in site.bodies("/v/standing")]


def turns(page: Page, visibility: str) -> None:
    page.evaluate(
        """(now) => { Object.defineProperty(document, 'visibilityState', {value: now, configurable: true});
        document.dispatchEvent(new Event('visibilitychange')); }""",
        visibility,
    )


def test_the_alert_shows_nothing_and_is_told_until_it_is_heard(
    allowing: Browser, site: Site
) -> None:
    page = at_page(allowing, site)
    tries: list[int] = []

    def answer(_body: str) -> Answer:
        tries.append(1)
        return (503 if len(tries) < 3 else 204), {}, ""

    site.answers["/v/alert"] = answer
    before, address = page.evaluate("document.body.outerHTML"), page.url
    page.locator("#alert").click()
    page.wait_for_timeout(5500)
    assert page.evaluate("document.body.outerHTML") == before
    assert page.url == address
    presses = [parse_qs(it)["press"] for it in site.bodies("/v/alert")]
    assert len(presses) == 3
    assert presses == [presses[0]] * 3, "one press, told three times"


def test_each_press_is_its_own(allowing: Browser, site: Site) -> None:
    site.answers["/v/alert"] = lambda _body: (204, {}, "")
    page = at_page(allowing, site)
    for _ in range(2):
        page.locator("#alert").click()
        page.wait_for_timeout(200)
    one, other = (parse_qs(it)["press"] for it in site.bodies("/v/alert"))
    assert one != other


def test_a_no_is_an_answer(allowing: Browser, site: Site) -> None:
    site.answers["/v/alert"] = lambda _body: (409, {}, "")
    page = at_page(allowing, site)
    page.locator("#alert").click()
    page.wait_for_timeout(2500)
    assert len(site.bodies("/v/alert")) == 1


def test_a_page_tells_where_it_is_in_order(allowing: Browser, site: Site) -> None:
    page = at_page(allowing, site)
    turns(page, "hidden")
    turns(page, "visible")
    page.evaluate("document.dispatchEvent(new CustomEvent('standing', {detail: 'phone_call'}))")
    page.wait_for_timeout(500)
    assert told(site) == ["background", "here", "phone_call"]
    assert parse_qs(site.bodies("/v/standing")[0])["csrf_token"] == ["token"]


def test_a_page_that_goes_says_so(allowing: Browser, site: Site) -> None:
    page = at_page(allowing, site)
    page.goto("about:blank")
    page.wait_for_timeout(300)
    assert set(told(site)) == {"background", "closed"}, "in whatever order they arrive"


def test_a_visit_that_has_ended_is_told_nothing(allowing: Browser, site: Site) -> None:
    page = at_page(allowing, site)
    page.evaluate("document.getElementById('main').removeAttribute('data-events')")
    turns(page, "hidden")
    page.goto("about:blank")
    page.wait_for_timeout(300)
    assert told(site) == []
