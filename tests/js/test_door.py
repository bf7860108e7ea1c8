"""A form that no other script takes, posted without an entry in the browser's history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

if TYPE_CHECKING:
    from .conftest import Site

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>Appointment</title><script src="/js/door.js"></script>
<div id="door-status" role="status" data-offline="There is no connection."></div>
<form method="post" action="/door"><input name="answer" value="yes"><button>Go on</button></form>
<a href="/blank?1" data-replace>Look again</a><nav><a href="/blank?2">Other language</a></nav>"""


@pytest.fixture
def page(allowing: Browser, site: Site) -> Page:
    found = allowing.new_page()
    found.goto(site.page("/page", PAGE))
    return found


def test_a_form_leaves_no_entry(page: Page, site: Site) -> None:
    site.answers["/door"] = lambda _body: (303, {"Location": "/blank"}, "")
    before = page.evaluate("history.length")
    with page.expect_navigation(url="**/page"):
        page.click("button")
    assert site.bodies("/door") == ["answer=yes"]
    assert page.evaluate("history.length") == before


def test_a_form_that_another_script_takes_is_left_to_it(page: Page, site: Site) -> None:
    page.evaluate("document.forms[0].addEventListener('submit', event => event.preventDefault())")
    page.click("button")
    page.wait_for_timeout(200)
    assert site.bodies("/door") == []


def test_an_answer_that_changes_nothing_changes_nothing(page: Page, site: Site) -> None:
    site.answers["/door"] = lambda _body: (204, {}, "")
    page.evaluate("window.same = true")
    for taps in (1, 2):
        page.click("button")
        page.wait_for_timeout(200)
        assert len(site.bodies("/door")) == taps
    assert page.evaluate("window.same")


def test_without_a_connection_she_reads_what_to_do(page: Page) -> None:
    page.context.set_offline(True)
    page.click("button")
    expect(page.locator("#door-status")).to_have_text("There is no connection.")
    assert "/page" in page.url


@pytest.mark.parametrize(("link", "leads"), [("Look again", "1"), ("Other language", "2")])
def test_some_links_leave_no_entry(page: Page, link: str, leads: str) -> None:
    before = page.evaluate("history.length")
    page.click(f"text={link}")
    page.wait_for_url(f"**/blank?{leads}")
    assert page.evaluate("history.length") == before
