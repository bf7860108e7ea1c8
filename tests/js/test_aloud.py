"""Reading aloud: by a voice of the phone itself, when she asks, and only what is to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

if TYPE_CHECKING:
    from .conftest import Site

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="cy"><title>Appointment</title>
<main id="main"><h1>Pennawd</h1><p>Un <b>dau</b></p><p hidden>Cudd</p>
<ul><li>Tri</li></ul><button>Ymlaen</button></main>
<p id="aloud"><button data-stop="Stop">Read</button></p>
<script>
window.spoken = [];
window.cancelled = 0;
const voice = (lang, localService) => ({ lang, localService });
const voices = VOICES;
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, speak: (it) => window.spoken.push(it), cancel: () => { window.cancelled += 1; },
  addEventListener: () => null,
} });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
document.querySelector("#aloud button").onclick = async (event) => {
  (await import("/js/aloud.js")).toggle(event.target);
};
</script>"""
LOCAL = "[voice('en-GB', true), voice('cy-GB', true), voice('cy-GB', false)]"


def page_with(allowing: Browser, site: Site, voices: str) -> Page:
    page = allowing.new_page()
    page.goto(site.page("/aloud", PAGE.replace("VOICES", voices)))
    return page


def test_what_is_seen_is_read_in_its_order_by_a_voice_of_its_language(
    allowing: Browser, site: Site
) -> None:
    page = page_with(allowing, site, LOCAL)
    page.click("#aloud button")
    expect(page.locator("#aloud button")).to_have_text("Stop")
    assert page.evaluate("spoken.map((it) => it.text)") == ["Pennawd", "Un dau", "Tri", "Ymlaen"]
    assert page.evaluate("spoken.every((it) => it.voice.localService && it.lang === 'cy-GB')")


def test_it_ends_by_a_second_tap_and_by_itself(allowing: Browser, site: Site) -> None:
    page = page_with(allowing, site, LOCAL)
    button = page.locator("#aloud button")
    button.click()
    expect(button).to_have_text("Stop")
    button.click()
    expect(button).to_have_text("Read")
    assert page.evaluate("cancelled") == 1
    button.click()
    expect(button).to_have_text("Stop")
    page.evaluate("spoken.pop().onend()")
    expect(button).to_have_text("Read")


@pytest.mark.parametrize("event", ["face", "visibilitychange", "htmx:after:swap"])
def test_it_stops_when_the_page_is_another(allowing: Browser, site: Site, event: str) -> None:
    page = page_with(allowing, site, LOCAL)
    page.click("#aloud button")
    expect(page.locator("#aloud button")).to_have_text("Stop")
    page.evaluate(f"document.dispatchEvent(new Event('{event}'))")
    expect(page.locator("#aloud button")).to_have_text("Read")
    assert page.evaluate("cancelled") >= 1


def test_no_word_goes_to_a_voice_of_somebody_else(allowing: Browser, site: Site) -> None:
    page = page_with(allowing, site, "[voice('en-GB', true), voice('cy-GB', false)]")
    page.click("#aloud button")
    page.wait_for_timeout(200)
    assert page.evaluate("spoken.length") == 0
