"""Pictures of each of her steps, to be looked at: `.venv/bin/python -m tests.browser.shots FOLDER [LANGUAGE]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import EMAIL, PHONE
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim
from tests.browser.server import Server
from tests.chromium import FLAGS, executable


def keep(page: Page, folder: Path, step: str) -> None:
    page.wait_for_timeout(400)
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0) }")
    page.screenshot(path=folder / f"{step}.png")


def hide_and_cover(page: Page, folder: Path) -> None:
    """Both faces that can stand in place of hers. A driven Chromium never hides a page: it is only told so."""
    page.locator("#hide button").click()
    keep(page, folder, "harmless")
    page.locator("#face h1 button").click()
    seen = "it => { Object.defineProperty(document, 'visibilityState', {value: it, configurable: true})"
    for visibility in ("hidden", "visible"):
        page.evaluate(
            f"{seen}; document.dispatchEvent(new Event('visibilitychange')) }}", visibility
        )
    keep(page, folder, "cover")
    page.locator("#face button").click()


def walk(browser: Browser, server: Server, folder: Path, language: str) -> None:
    victim = Victim(browser.new_context(viewport=PHONE, locale="en-GB").new_page(), server)
    desk = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    officer = OfficerAtDesk(desk.new_page(), server).signs_in(EMAIL)
    page = victim.gets_a_link("--reference", "GC-77/26").page
    victim.opens_the_link(f"?lang={language}")
    keep(page, folder, "welcome")
    page.locator("[data-primary]").click()
    keep(victim.sees("safety").page, folder, "safety")
    keep(victim.is_not_safe().page, folder, "unsafe")
    page.locator("form[action='/v/safety'] button").click()
    keep(victim.sees("needs").page, folder, "needs")
    victim.says_her_needs()
    keep(page, folder, "checks")
    keep(victim.goes_on_to_wait().page, folder, "waiting")
    hide_and_cover(page, folder)
    keep(officer.watches_the_board().page, folder, "console-board")
    officer.joins(victim.visit)
    victim.sees("call")
    page.wait_for_timeout(3_000)
    keep(page, folder, "call")
    keep(officer.page, folder, "console-call")
    officer.chooses(topics=("safety_plan",), contacts=("gdass",))
    page.locator("#hangup").click()
    keep(victim.sees("after").page, folder, "after")
    page.goto(f"{server.url}/j/over?lang={language}")
    keep(page, folder, "ended")


def main(folder: Path, language: str = "en") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data))
        server.adds_an_officer(EMAIL)
        server.starts()
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        try:
            walk(browser, server, folder, language)
        finally:
            browser.close()
            server.stops()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
