"""Chromium and Firefox ESR through Playwright, as near as it lets them be to a browser that nobody drives."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright

from tests.chromium import FLAGS, executable

# With these, Playwright's browsers keep what a person's would.
FIREFOX = {
    "browser.cache.disk.enable": True,
    "browser.pagethumbnails.capturing_disabled": False,
    "browser.sessionstore.interval": 500,
    "media.navigator.permission.disabled": True,
    "media.navigator.streams.fake": True,
    "places.history.enabled": True,
    "signon.rememberSignons": True,
}


class _Driven:
    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self._context = self._starts(playwright, folder)
        self._page = self._context.pages[0] if self._context.pages else self._context.new_page()

    def _starts(self, playwright: Playwright, folder: Path) -> BrowserContext:
        raise NotImplementedError  # each browser says how

    def goto(self, url: str) -> None:
        self._page.goto(url)

    def js(self, script: str) -> Any:
        return self._page.evaluate(script)

    def version(self) -> str:
        browser = self._context.browser
        return browser.version if browser else "?"

    def listed(self, folder: Path) -> list[str] | None:
        raise NotImplementedError

    def close(self) -> None:
        self._context.close()


def surroundings(folder: Path) -> dict[str, str | float | bool]:
    """Whatever a browser writes anywhere, it writes below this folder."""
    return {**os.environ, "HOME": str(folder), "TMPDIR": str(folder / "tmp")}


class Chromium(_Driven):
    """Debian's Chromium."""

    def _starts(self, playwright: Playwright, folder: Path) -> BrowserContext:
        (folder / "tmp").mkdir(exist_ok=True)
        return playwright.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=executable(),
            args=FLAGS,
            ignore_default_args=["--disable-back-forward-cache", "--enable-automation"],
            downloads_path=folder / "downloads",
            env=surroundings(folder),
            locale="en-GB",
            viewport={"width": 360, "height": 640},
        )

    def listed(self, folder: Path) -> list[str] | None:
        """What its own page of visited pages shows."""
        page = self._context.new_page()
        page.goto("chrome://history")
        page.locator("history-item").first.wait_for()
        shown: list[str] = page.locator("history-item #link").evaluate_all(
            "all => all.map(it => it.href)"
        )
        page.close()
        return shown


class Firefox(_Driven):
    """Debian's Firefox ESR."""

    def _starts(self, playwright: Playwright, folder: Path) -> BrowserContext:
        (folder / "tmp").mkdir(exist_ok=True)
        return playwright.firefox.launch_persistent_context(
            folder / "profile",
            channel="moz-firefox",
            executable_path="/usr/bin/firefox-esr",
            firefox_user_prefs=FIREFOX,
            downloads_path=folder / "downloads",
            env=surroundings(folder),
            locale="en-GB",
            viewport={"width": 360, "height": 640},
        )

    def listed(self, folder: Path) -> list[str] | None:
        """What its list of visited pages is made of, read when it has closed."""
        self.close()
        rows = sqlite3.connect(folder / "profile" / "places.sqlite").execute(
            "SELECT url FROM moz_places WHERE hidden = 0 AND visit_count > 0"
        )
        return [url for (url,) in rows]
