"""Browsers that htmx does not know, or knows by half, on a processor six times slower: the journey goes on.

Real ones were tried by hand (docs/accessibility-statement.md): Chromium 78 and 88.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim
from tests.browser.server import Server

pytestmark = pytest.mark.browser

# Until 2024: hx-csp calls it without looking whether it is there.
NO_PARSING = "delete Document.parseHTMLUnsafe"
# Until 2021: htmx starts, and fails at each swap.
NO_SELECTOR = """
const refused = (text) => { if (/:not\\(svg title\\)/.test(text)) throw new SyntaxError(text); };
for (const proto of [Document.prototype, DocumentFragment.prototype, Element.prototype]) {
  const known = proto.querySelector;
  proto.querySelector = function (text) { refused(text); return known.call(this, text); };
}
const supports = CSS.supports.bind(CSS);
CSS.supports = (...said) => !/:not\\(svg title\\)/.test(said.join()) && supports(...said);
"""
# Before: it is not even read.
NO_HTMX = "Object.defineProperty(window, 'htmx', { get: () => undefined, set: () => undefined })"


@pytest.fixture(params=[NO_PARSING, NO_SELECTOR, NO_HTMX], ids=["2023", "2020", "2019"])
def old(new_context: NewContext, request: pytest.FixtureRequest) -> Page:
    context = new_context()
    context.add_init_script(request.param)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    return page


def test_her_journey(old: Page, server: Server, officer: OfficerAtDesk) -> None:
    victim = Victim(old, server).gets_a_link().gets_to("checks")
    victim.checks_her_phone()
    expect(old.locator("#checks-result")).to_contain_text("You are ready")
    victim.goes_on_to_wait()
    before = old.evaluate("history.length")
    officer.joins(victim.visit)
    victim.sees("call")
    expect(old.locator("#call-status")).to_have_text("You are connected.")
    assert old.evaluate("history.length") == before
    old.locator("#hangup").click()
    victim.sees("after")


def test_she_says_that_it_is_not_safe_and_leaves(old: Page, server: Server) -> None:
    victim = Victim(old, server).gets_a_link().gets_to("unsafe")
    old.get_by_role("button", name="Send an officer").click()
    expect(old.locator("h1")).to_have_text("Your message has arrived")
    victim.leaves()
    old.wait_for_url(lambda url: not url.startswith(server.url))


def test_the_officers_coming_is_told_where_htmx_lacks_one_thing_only(
    new_context: NewContext, server: Server, officer: OfficerAtDesk
) -> None:
    context = new_context()
    context.add_init_script(NO_PARSING)
    victim = Victim(context.new_page(), server).gets_a_link().gets_to("waiting")
    officer.looks_at(victim.visit)
    officer.page.get_by_role("button", name="I take this visit").click()
    expect(victim.page.locator("#waiting-status")).to_contain_text("Your officer is Sam Hill")
