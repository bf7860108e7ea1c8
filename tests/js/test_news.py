"""What a screen reader is told of a part that changes by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.house.tree import STATIC

pytestmark = pytest.mark.browser

SCRIPT = (STATIC / "js" / "cover.js").read_text("utf-8")

PART = """() => {
  document.body.innerHTML = "<p id=announce></p><div id=face></div><main id=main tabindex=-1>"
    + "<div id=part data-news><p>Please wait.</p><p>Until 10:00.</p></div></main>"
    + "<template id=harmless><form><button>Soup</button></form></template>"
    + "<form id=hide></form>";
  document.addEventListener("submit", (event) => event.preventDefault());
  window.part = document.getElementById("part");
}"""
CHANGES = """(sentences) => {
  window.part.replaceChildren(...sentences.map((it) => {
    const one = document.createElement("p");
    one.textContent = it;
    return one;
  }));
  document.dispatchEvent(new Event("htmx:after:swap"));
}"""
HIDES = "document.getElementById('hide').requestSubmit()"
COMES_BACK = "document.querySelector('#face form').requestSubmit()"


@pytest.fixture
def page(blank: Page) -> Page:
    blank.evaluate(PART)
    blank.evaluate(SCRIPT)
    blank.evaluate("document.dispatchEvent(new Event('DOMContentLoaded'))")
    return blank


def told(page: Page) -> str:
    return str(page.evaluate("document.getElementById('announce').textContent"))


def test_what_stands_there_from_the_beginning_is_read_and_not_told(page: Page) -> None:
    assert told(page) == ""


def test_only_what_is_new_is_told_in_its_order(page: Page) -> None:
    page.evaluate(CHANGES, ["Your officer is Sam.", "They are getting ready.", "Until 10:00."])
    assert told(page) == "Your officer is Sam. They are getting ready."
    page.evaluate(CHANGES, ["Your officer is Sam.", "Until 10:00."])
    assert told(page) == "Your officer is Sam. They are getting ready."


def test_behind_another_face_nothing_is_told_until_she_is_back(page: Page) -> None:
    page.evaluate(HIDES)
    page.evaluate(CHANGES, ["Your officer is Sam.", "Until 10:00."])
    assert told(page) == ""
    page.evaluate(COMES_BACK)
    assert told(page) == "Your officer is Sam."


def test_a_step_that_follows_is_told_by_its_heading_alone(page: Page) -> None:
    page.evaluate("() => { window.part.removeAttribute('data-news') }")
    page.evaluate(CHANGES, ["Your call"])
    page.evaluate("() => { window.part.setAttribute('data-news', '') }")
    page.evaluate(CHANGES, ["Your officer is Sam."])
    assert told(page) == ""
