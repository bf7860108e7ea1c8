"""Hiding the page in a call: what goes off at once, what comes back with her, and what waits for her."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from .test_call import at_call, says

if TYPE_CHECKING:
    from .conftest import Site

pytestmark = pytest.mark.browser

MUTED = "document.querySelector('#remote').muted"


def hides(page: Page) -> None:
    """As cover.js tells it: the face, then the word."""
    turns(page, "document.documentElement.dataset.face = 'harmless'")


def comes_back(page: Page) -> None:
    turns(page, "document.documentElement.removeAttribute('data-face')")


def turns(page: Page, how: str) -> None:
    page.evaluate(f"() => {{ {how}; document.dispatchEvent(new Event('face')) }}")


def pressed(page: Page) -> list[str | None]:
    return [page.locator(it).get_attribute("aria-pressed") for it in ("#mute", "#camera")]


@pytest.mark.parametrize("while_hidden", ["quiet", "sound"])
def test_what_she_chose_goes_off_and_comes_back(
    allowing: Browser, site: Site, while_hidden: str
) -> None:
    page = at_call(allowing, site, while_hidden=while_hidden)
    says(page, "You are connected")
    expect(page.locator("#hide[data-awake]")).to_be_attached()
    page.get_by_role("button", name="Turn on sound").click()
    hides(page)
    quiet = while_hidden == "quiet"
    assert pressed(page) == [str(quiet).lower(), "true"]
    assert page.evaluate(MUTED) is quiet
    assert page.evaluate("window.rvrTracks.map(it => [it.kind, it.enabled])") == [
        ["audio", not quiet]
    ]
    comes_back(page)
    assert pressed(page) == ["false", "true"]
    assert page.evaluate(MUTED) is False


def test_what_she_had_turned_off_herself_stays_off(allowing: Browser, site: Site) -> None:
    page = at_call(allowing, site)
    says(page, "You are connected")
    page.locator("#mute").click()
    hides(page)
    comes_back(page)
    assert pressed(page) == ["true", "true"]
    assert page.evaluate(MUTED) is True


def test_a_camera_that_opens_only_then_is_let_go(allowing: Browser, site: Site) -> None:
    slow = """const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async it => {
      await new Promise(done => setTimeout(done, 1500)); return real(it) }"""
    page = at_call(allowing, site, init=slow)
    expect(page.locator("#camera")).to_be_enabled()
    expect(page.locator("#hide[data-awake]")).to_be_attached()
    hides(page)
    page.wait_for_function(
        "() => window.rvrTracks && window.rvrTracks.some(it => it.kind === 'audio')"
    )
    page.wait_for_function("() => window.rvrTracks.every(it => it.kind === 'audio' && !it.enabled)")
