"""The real server and a real browser for what is no test: pictures, checkers, transcripts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import EMAIL
from tests.browser.server import Server
from tests.chromium import FLAGS, executable


@contextmanager
def portal(role: str = "officer") -> Iterator[Server]:
    """A portal with nothing in it but one account, EMAIL's; its data go with it."""
    with tempfile.TemporaryDirectory() as data:
        server = Server(Path(data))
        server.adds_an_officer(EMAIL, role)
        server.starts()
        try:
            yield server
        finally:
            server.stops()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium with a made-up camera and microphone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
