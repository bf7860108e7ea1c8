"""What shows, sounds and lies about while her page is open."""

from __future__ import annotations

import re
import time

import pytest
from flask import Flask
from playwright.sync_api import expect

from rvr_portal.domain.visit import State
from tests.browser.discretion.conftest import TELLING, Her, has_a_slow_line

pytestmark = pytest.mark.browser

# Whatever a browser, a phone or a preview shows of a page beside the page itself.
SHOWN = """() => [document.title, location.pathname,
  ...[...document.querySelectorAll("link[rel~=icon],link[rel=manifest],meta[property],meta[name],[autocomplete]")]
    .filter(it => it.name !== "htmx-config")
    .map(it => [it.getAttribute("href"), it.getAttribute("property"), it.getAttribute("name"),
                it.getAttribute("content"), it.getAttribute("autocomplete")].join(" "))]"""
FIELDS = """() => [...document.querySelectorAll("main input,main select,main textarea")]
  .filter(it => !["hidden", "radio", "checkbox"].includes(it.type))
  .map(it => [it.name, it.autocomplete, it.spellcheck || it.writingSuggestions !== "false" || it.translate
    || !document.querySelector("meta[name=google][content=notranslate]")])"""
STATES = (
    *(State.OPENED, State.UNSAFE, State.CHOOSING, State.CHECKING, State.WAITING),
    *(State.IN_CALL, State.AFTER),
)


def test_nothing_around_the_page_tells_what_it_is(victim: Her) -> None:
    """QE-20: title, icon, address, previews, forms that remember."""
    titles = set()
    victim.opens_the_link()
    for state in (None, *STATES):
        shown = (victim.is_at(state) if state else victim).page.evaluate(SHOWN)
        titles.add(shown[0])
        # A token may spell anything; it says nothing.
        told = [it for it in shown if not it.startswith("/j/")]
        assert [it for it in told if TELLING.search(it)] == [], state
        assert not victim.page.locator("link[rel=manifest],meta[property]").count()
    assert titles == {"Video appointment"}


@pytest.mark.chromium
def test_paper_stays_empty(victim: Her) -> None:
    """QE-20: and so does a file that is printed to."""
    victim.is_at(State.AFTER).page.emulate_media(media="print")
    assert victim.page.locator("body").is_hidden()


def test_no_address_of_hers_tells_what_it_is(beside: Flask) -> None:
    """QE-20: whatever may stand in the address bar, also where something went wrong."""
    rules = [it.rule for it in beside.url_map.iter_rules()]
    hers = [it for it in rules if it.startswith(("/v", "/j", "/g", "/exit"))]
    assert len(hers) > 10
    assert [it for it in hers if TELLING.search(it)] == []


def test_every_field_forgets(victim: Her) -> None:
    """QE-24: nothing that she types is kept, proposed again, or sent to be spelled, ended or translated."""
    fields = [field for state in STATES for field in victim.is_at(state).page.evaluate(FIELDS)]
    assert {"called", "where", "when", "text"} <= {name for name, _, _ in fields}
    assert [it for it in fields if it[1] != "off"] == []
    assert [it for it in fields if it[2]] == []


@pytest.mark.parametrize("script", [True, False])
def test_the_first_page_says_what_leaving_does_and_what_it_does_not(
    victim: Her, victim_without_script: Her, weather_url: str, script: bool
) -> None:
    """QE-26: where it goes, by which key, and that text, list, accounts and watching apps remain."""
    her = victim if script else victim_without_script
    words = her.opens_the_link().words
    for told in (
        re.escape(weather_url.split("/")[2]), "Shift three times", "does not remove the text message",
        "keep a list of the pages", "your accounts", "app that watches your phone",
    ):  # fmt: skip
        assert re.search(told, words), told
    assert not TELLING.search(words)


@pytest.mark.chromium
def test_the_way_to_the_waiting_room_on_a_slow_line_and_a_slow_phone(victim: Her) -> None:
    """QE-31: 400 kbit/s, 400 ms, and a quarter of this machine."""
    has_a_slow_line(victim.page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    begun = time.monotonic()
    victim.gets_to("waiting")
    assert time.monotonic() - begun < 15
    expect(victim.page.locator("#exit")).to_be_visible()
