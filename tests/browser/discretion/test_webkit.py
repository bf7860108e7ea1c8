"""Leaving in WebKitGTK, which no driver of tests knows: by script in its own view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from rvr_portal.ports import Portal
from rvr_portal.services import board
from tests import cast
from tests.browser.discretion.engines import ENGINES, Engine, missing, wait
from tests.browser.discretion.patience import comes_true
from tests.browser.discretion.traces import HOST, Visit
from tests.browser.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.long]

SHIFTS = """void [1, 2, 3].forEach(() => setTimeout(() =>
  document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "Shift", bubbles: true}))))"""
SEEN = """[document.getElementById("main"), document.getElementById("face")]
  .map((it) => it.getBoundingClientRect().height > 0)"""


@dataclass
class Waiting:
    """Somebody in the waiting room of a practice visit."""

    engine: Engine
    visit: Visit
    portal: Portal
    number: str

    def has_left_to(self, url: str) -> None:
        wait(self.engine, f"location.href === {url!r}")
        assert [it for it in self.visit.goes_back() if HOST in it] == []
        assert comes_true(self._has_left, 5)

    def _has_left(self) -> bool:
        return "left.quickly" in {it.act for it in board.timeline(self.portal, self.number)}


@pytest.fixture
def her(
    profile: Path, playwright: Playwright, server: Server, portal: Portal, weather_url: str
) -> Iterator[Waiting]:
    lacks = missing("webkit")
    if lacks:
        pytest.skip(f"no webkit here: it needs {lacks}")
    visit, token = cast.a_link(portal, practice=True)
    engine = ENGINES["webkit"](playwright, profile)
    try:
        link = f"http://{HOST}:{server.port}/j/{token}"
        made = Visit(engine, link, weather_url + "?before")
        made.waits()
        yield Waiting(engine, made, portal, visit.id)
    finally:
        engine.close()


def test_one_tap_blanks_the_page_and_leaves(her: Waiting, weather_url: str) -> None:
    """QE-06, QE-08, QE-11."""
    # Also when nothing answers any more: what she sees is gone before anything was asked.
    her.engine.js("void (window.fetch = () => new Promise(() => {}))")
    left = her.engine.js(
        """(() => { document.getElementById("exit").click();
        return getComputedStyle(document.body).display })()"""
    )
    assert left == "none"
    wait(her.engine, f"location.href === {weather_url!r}")


def test_shift_three_times(her: Waiting, weather_url: str) -> None:
    """QE-05, QE-14: and Back brings nothing of hers."""
    her.engine.js(SHIFTS)
    her.has_left_to(weather_url)


def test_a_hidden_page_is_another_and_comes_back(her: Waiting) -> None:
    """QE-22."""
    assert her.engine.js(SEEN) == [True, False]
    her.visit.taps("#hide button")
    wait(her.engine, "document.querySelector('#face h1')")
    assert her.engine.js(SEEN) == [False, True]
    her.visit.taps("#face button")
    wait(her.engine, "!document.querySelector('#face h1')")
    assert her.engine.js(SEEN) == [True, False]


def test_nothing_is_stored(her: Waiting) -> None:
    """QE-16: and its cookie is none that a script could read."""
    stored = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert her.engine.js(stored) == [0, 0, ""]
