"""Who writes instead of talking is read while she writes, if she wants that."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim

pytestmark = pytest.mark.browser


def test_letters_come_over_as_they_are_written(victim: Victim, officer: OfficerAtDesk) -> None:
    victim.gets_a_link().gets_to("waiting")
    officer.joins(victim.visit)
    victim.sees("call")
    typed = officer.page.locator("#chat-typed")
    expect(victim.page.locator("#call-status")).to_contain_text("connected")

    victim.page.locator("#chat").press_sequentially("I am")
    victim.page.wait_for_timeout(700)
    expect(typed).to_be_hidden()

    victim.page.get_by_label("Your officer reads each letter").check()
    expect(typed).to_have_text("She is writing: I am")
    victim.page.locator("#chat").fill("I am here")
    expect(typed).to_have_text("She is writing: I am here")

    victim.page.locator("#chat-form button").click()
    expect(officer.page.locator("#chat-log")).to_contain_text("I am here")
    expect(typed).to_be_hidden()
