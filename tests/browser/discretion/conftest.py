"""What leaving must mean, in a browser: the requirements QE-01 to QE-31 of `tests/house/discretion.toml`."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, CDPSession, Page, Playwright

from rvr_portal import create_app
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import board
from rvr_portal.settings import Settings
from tests import cast
from tests.browser.conftest import NewContext
from tests.browser.discretion.engines.playwright import FIREFOX
from tests.browser.pages.victim import Victim
from tests.browser.server import Server

TELLING = re.compile(r"\b(police|abuse|victim|domestic|rvr|officer)\b", re.IGNORECASE)


IN_FIREFOX = os.environ.get("RVR_TEST_BROWSER") == "firefox"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items if IN_FIREFOX else []:
        if item.get_closest_marker("chromium"):
            item.add_marker(pytest.mark.skip("Firefox cannot be told so"))


@pytest.fixture(scope="session")
def chromium(chromium: Browser, playwright: Playwright) -> Iterator[Browser]:
    """Or Firefox, where `RVR_TEST_BROWSER=firefox` asks for it."""
    if not IN_FIREFOX:
        yield chromium
        return
    browser = playwright.firefox.launch(
        channel="moz-firefox", executable_path="/usr/bin/firefox-esr", firefox_user_prefs=FIREFOX
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def beside(server: Server) -> Iterator[Flask]:
    """The portal opened once more on the server's own records: a visit costs milliseconds, not a second."""
    app = create_app(Settings.from_env(server.environ))
    yield app
    app.extensions["rvr"].store.close()


@pytest.fixture(scope="session")
def portal(beside: Flask) -> Portal:
    found: Portal = beside.extensions["rvr"]
    return found


def has_a_slow_line(page: Page) -> CDPSession:
    """400 kbit/s each way and 400 ms; Chromium's own wire, for what else is asked of it."""
    wire = page.context.new_cdp_session(page)
    wire.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 400,
            "downloadThroughput": 50_000,
            "uploadThroughput": 50_000,
        },
    )
    return wire


class Her(Victim):
    """A victim who holds a link already, or whom a test puts into the middle of her visit."""

    def __init__(self, page: Page, server: Server, beside: Flask) -> None:
        super().__init__(page, server)
        self.beside = beside
        self.portal: Portal = beside.extensions["rvr"]
        visit, token = cast.a_link(self.portal)
        self.visit, self.link = visit.id, f"{server.url}/j/{token}"

    def is_at(self, state: State) -> Her:
        """Her browser is bound to a visit that has come this far."""
        arrival = cast.a_visit(self.portal, state)
        self.visit = arrival.visit.id
        signer = self.beside.session_interface.get_signing_serializer(self.beside)  # type: ignore[attr-defined]
        self.page.context.add_cookies(
            [{"name": "v", "value": signer.dumps({"k": arrival.key}), "url": self.server.url}]
        )
        self.page.goto(f"{self.server.url}/v")
        return self

    def practises(self) -> Her:
        """Her link is one of those that are only for practice."""
        visit, token = cast.a_link(self.portal, practice=True)
        self.visit, self.link = visit.id, f"{self.server.url}/j/{token}"
        return self

    def begins_the_practice_call(self) -> Victim:
        self.page.locator("[data-primary]").click()
        return self.sees("call")

    @property
    def acts(self) -> list[str]:
        """What the journal of her visit says, in order."""
        return [entry.act for entry in board.timeline(self.portal, self.visit)]


@pytest.fixture
def victim(new_context: NewContext, server: Server, beside: Flask) -> Iterator[Her]:
    her = Her(new_context(has_touch=True).new_page(), server, beside)
    yield her
    # What a test holds back would hold back the end of the browser too.
    her.page.unroute_all(behavior="ignoreErrors")


@pytest.fixture
def victim_without_script(new_context: NewContext, server: Server, beside: Flask) -> Her:
    return Her(new_context(java_script_enabled=False).new_page(), server, beside)


@pytest.fixture
def profile() -> Iterator[Path]:
    """A short path: Chromium puts a socket into it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)
