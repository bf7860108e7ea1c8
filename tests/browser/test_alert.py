"""The silent alert: a page number that nobody looks at twice, heard at the console whatever the network does."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim

pytestmark = pytest.mark.browser

SHOWN = "document.querySelector('#main').innerText"


def test_from_each_step_it_is_at_the_console_and_nothing_changes_for_her(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link()
    officer.watches_the_board()
    card = officer.card(victim.visit)
    for step in ("safety", "waiting"):
        victim.gets_to(step)
        before = victim.page.evaluate(SHOWN)
        control = victim.page.locator("#alert")
        box = control.bounding_box()
        assert box
        assert box["height"] >= 48
        control.press("Enter")
        expect(card.get_by_role("alert")).to_be_visible(timeout=2_000)
        assert officer.page.title().startswith("ALERT")
        assert victim.page.evaluate(SHOWN) == before
        assert victim.step == step
        card.get_by_role("button", name="Seen").click()
        expect(card.get_by_role("alert")).to_have_count(0)
    # Other tests may have left an alert of theirs on the board.
    while officer.page.get_by_role("button", name="Seen").count():
        officer.page.get_by_role("button", name="Seen").first.click()
        officer.page.wait_for_timeout(300)
    assert not officer.page.title().startswith("ALERT")


def test_without_a_network_it_waits_and_arrives_once(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link().gets_to("waiting")
    officer.watches_the_board()
    victim.page.context.set_offline(True)
    victim.alerts()
    victim.page.wait_for_timeout(3_000)
    alert = officer.card(victim.visit).get_by_role("alert")
    expect(alert).to_have_count(0)
    victim.page.context.set_offline(False)
    expect(alert).to_be_visible(timeout=6_000)
    acts = [it["act"] for it in officer.server.tells_of(victim.visit)["journal"]]
    assert acts.count("alert.raised") == 1


def test_at_the_desk_she_and_her_alert_stay_in_sight_beside_the_advice(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link().gets_to("waiting")
    officer.joins(victim.visit)
    victim.sees("call")
    officer.page.get_by_text("Advice that she keeps").click()
    others = officer.page.locator("#other-contacts")
    expect(others).to_have_js_property("open", False)
    others.locator("summary").first.scroll_into_view_if_needed()
    victim.alerts()
    for part in ("#remote", ".alert"):
        expect(officer.page.locator(part)).to_be_in_viewport()


def test_the_console_says_whether_her_page_is_in_front_of_her(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link().gets_to("waiting")
    officer.watches_the_board()
    card = officer.card(victim.visit)
    turn = """(now) => {
      Object.defineProperty(document, 'visibilityState', {value: now, configurable: true});
      document.dispatchEvent(new Event('visibilitychange'));
    }"""
    victim.page.evaluate(turn, "hidden")
    expect(card).to_contain_text("Her page is in the background", timeout=4_000)
    victim.page.evaluate(turn, "visible")
    expect(card).to_contain_text("Her page is open.", timeout=4_000)
    victim.page.close()
    expect(card).to_contain_text("Her page is not open just now.", timeout=45_000)
    acts = [it["act"] for it in officer.server.tells_of(victim.visit)["journal"]]
    assert "page.closed" in acts
