"""Puts every page in every state before all checkers: `make audit`, which writes docs/accessibility-audit.md.

`.venv/bin/python -m tests.checkers build/checked` keeps in that folder what it read and found.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from rvr_portal import i18n
from tests.browser.alone import chromium, portal
from tests.browser.audit import by_eye, by_keyboard, folds, violations
from tests.browser.conftest import EMAIL
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim
from tests.browser.server import Server
from tests.browser.walk import console_states, her_states, other_states
from tests.checkers.engines import Ibm, Nu

PHONE, DESK = {"width": 320, "height": 568}, {"width": 1280, "height": 900}
# Tamil is the longest.
WHOLE = ("en", "cy", "ar", "ta")
DARK = ("cy", "ar")
EVERYBODY = ("safety", "needs", "waiting")
# CSS pixels: hers under a thumb that trembles, the console's by a mouse (WCAG 2.5.8).
THUMB, MOUSE = 48, 24


class Check:
    """Shows one page after another to everybody, and keeps what they say of it by name of page."""

    def __init__(self, folder: Path) -> None:
        self._ibm, self._nu, self._folder = Ibm(), Nu(folder / "pages"), folder
        self._found: dict[str, dict[str, list[str]]] = {}

    def looks(self, page: Page, name: str, least: int) -> None:
        folds(page, are_open=True)
        self._nu.keeps(page, name)
        self._found[name] = {
            "axe-core": violations(page),
            self._ibm.name: self._ibm.looks(page),
            "own": by_eye(page, least) + by_keyboard(page),
        }
        folds(page, are_open=False)
        print(name, {who: len(what) for who, what in self._found[name].items()}, flush=True)  # noqa: T201

    def ends(self) -> None:
        wrong = self._nu.reads()
        for name, told in self._found.items():
            told[self._nu.name] = wrong.get(name, [])
        text = json.dumps(self._found, ensure_ascii=False, indent=1)
        (self._folder / "found.json").write_text(text, "utf-8")


def _page(browser: Browser, viewport: dict[str, int], *, dark: bool = False) -> Page:
    scheme: Any = "dark" if dark else "light"
    context = browser.new_context(viewport=viewport, locale="en-GB", color_scheme=scheme)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    return context.new_page()


def _hers(browser: Browser, server: Server, check: Check) -> None:
    """Her whole way in four languages; on the first of them what everybody meets in all the others too."""
    for language in WHOLE:
        victim = Victim(_page(browser, PHONE, dark=language in DARK), server).gets_a_link()
        officer = OfficerAtDesk(_page(browser, DESK), server).signs_in(EMAIL)
        for state in her_states(victim, officer, language):
            check.looks(victim.page, f"{state}--{language}", THUMB)
            if language == WHOLE[0] and state in EVERYBODY:
                _in_the_others(victim.page, check, state)
        victim.page.context.close()
        officer.page.context.close()


def _others(browser: Browser, server: Server, check: Check) -> None:
    for language in WHOLE:
        victim = Victim(_page(browser, PHONE, dark=language in DARK), server).gets_a_link()
        officer = OfficerAtDesk(_page(browser, DESK), server).signs_in(EMAIL)
        guest = _page(browser, PHONE, dark=language in DARK)
        for page, state in other_states(victim, officer, guest, language):
            at_desk = page is officer.page
            check.looks(page, f"{state}--{language}", MOUSE if at_desk else THUMB)
        for page in (victim.page, officer.page, guest):
            page.context.close()


def _in_the_others(page: Page, check: Check, state: str) -> None:
    address = page.url.split("?")[0]
    for language in (it for it in i18n.languages() if it not in WHOLE):
        page.goto(f"{address}?lang={language}")
        check.looks(page, f"{state}--{language}", THUMB)
    page.goto(f"{address}?lang={WHOLE[0]}")


def _console(browser: Browser, server: Server, check: Check, width: int) -> None:
    desk = OfficerAtDesk(_page(browser, {"width": width, "height": 900}, dark=width == 320), server)
    victim = Victim(_page(browser, PHONE), server)
    for state in console_states(desk, victim, EMAIL):
        check.looks(desk.page, f"console, {state}--{width} px", MOUSE)
    desk.page.context.close()
    victim.page.context.close()


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    check = Check(folder)
    with chromium() as browser:
        with portal("supervisor") as server:
            _hers(browser, server, check)
            _others(browser, server, check)
        for width in (320, 1280):
            with portal("supervisor") as server:
                _console(browser, server, check, width)
    check.ends()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
