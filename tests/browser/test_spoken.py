"""What a screen reader finds on each step, in its order, kept in files that somebody has read.

`RVR_WRITE_SPOKEN=1 .venv/bin/pytest tests/browser/test_spoken.py` writes them anew after a change that is meant.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewContext
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim
from tests.browser.server import Server
from tests.browser.varying import unvarying
from tests.browser.walk import her_states

pytestmark = pytest.mark.browser

KEPT = Path(__file__).parent / "spoken"


def spoken(page: Page) -> str:
    return unvarying(page.locator("body").aria_snapshot()) + "\n"


class Listener:
    """Compares each step with what was kept of it."""

    def __init__(self) -> None:
        self.changed: list[str] = []

    def hears(self, page: Page, step: str) -> None:
        page.wait_for_timeout(500)
        file, now = KEPT / f"{step}.txt", spoken(page)
        if os.environ.get("RVR_WRITE_SPOKEN"):
            KEPT.mkdir(exist_ok=True)
            file.write_text(now, "utf-8")
        if not file.exists() or file.read_text("utf-8") != now:
            self.changed.append(step)


def test_her_journey(new_context: NewContext, server: Server, officer: OfficerAtDesk) -> None:
    heard = Listener()
    page = new_context(viewport={"width": 360, "height": 640}).new_page()
    victim = Victim(page, server).gets_a_link()
    for state in her_states(victim, officer):
        if state == "call":
            page.locator("#call-status", has_text="You are connected.").wait_for()
        # What a line can carry is another in each run.
        if state != "checked":
            heard.hears(page, state)
    assert heard.changed == []


@pytest.mark.parametrize("step", ["welcome", "safety", "needs", "checks", "waiting", "call"])
def test_the_way_out_is_spoken_first(step: str) -> None:
    lines = (KEPT / f"{step}.txt").read_text("utf-8").splitlines()
    assert lines[0] == '- link "Skip to the main part":'
    assert [it for it in lines if it.startswith("- ")][1].startswith('- region "Leave this page"')
