"""Three browsers with a profile of their own on disk, driven by the same few deeds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Playwright

from tests.browser.discretion.engines.playwright import Chromium, Firefox
from tests.browser.discretion.engines.webkit import WebKit, missing_for_webkit
from tests.browser.discretion.patience import comes_true


class Engine(Protocol):
    """A browser that keeps what it keeps in one folder."""

    def goto(self, url: str) -> None: ...
    def js(self, script: str) -> Any: ...
    def version(self) -> str: ...
    def listed(self, folder: Path) -> list[str] | None: ...
    def close(self) -> None: ...


ENGINES: dict[str, Callable[[Playwright, Path], Engine]] = {
    "chromium": Chromium,
    "firefox": Firefox,
    "webkit": WebKit,
}


def missing(engine: str) -> str:
    """What has to be installed before this one runs; empty where it runs."""
    if engine == "webkit":
        return missing_for_webkit()
    program = {"chromium": "chromium", "firefox": "firefox-esr"}[engine]
    return "" if shutil.which(program) else f"the package {program}"


def wait(engine: Engine, script: str, seconds: float = 20) -> None:
    """Until the page says so."""
    if not comes_true(lambda: bool(engine.js(f"Boolean({script})")), seconds):
        raise AssertionError(f"never {script}")
