"""Everything up to the call works without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim

pytestmark = pytest.mark.browser


def test_the_way_to_the_call(victim_without_script: Victim, officer: OfficerAtDesk) -> None:
    victim = victim_without_script.gets_a_link()
    officer.watches_the_board()
    victim.gets_to("needs").says_her_needs(called="Jo", interpreter="man", bsl="yes", media="text")
    victim.goes_on_to_wait()
    expect(officer.card(victim.visit)).to_contain_text("Waiting since", timeout=3_000)
    expect(officer.card(victim.visit)).to_contain_text("British Sign Language")
    officer.joins(victim.visit)
    officer.page.wait_for_timeout(1_500)
    victim.page.locator("[data-primary]").click()
    victim.sees("call")
    victim.page.locator("#chat").fill("My phone shows no picture.")
    victim.page.get_by_role("button", name="Send", exact=True).click()
    expect(officer.page.locator("#chat-log")).to_contain_text("My phone shows no picture.")
    expect(victim.page.locator("#chat-log")).to_contain_text("My phone shows no picture.")
    victim.page.locator("#hangup").click()
    victim.sees("after")
    expect(victim.page.locator("a[href='tel:999']").first).to_be_visible()


def test_not_safe(victim_without_script: Victim) -> None:
    victim = victim_without_script.gets_a_link().gets_to("unsafe")
    victim.page.get_by_role("button", name="Try me later").click()
    expect(victim.page.get_by_role("heading", level=1)).to_have_text("We will try again later")


def test_the_waiting_room_looks_again_by_itself(victim_without_script: Victim) -> None:
    victim = victim_without_script.gets_a_link().gets_to("waiting")
    assert 'http-equiv="refresh"' in victim.page.content()
