"""What a screen reader is told of a part that changes by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PART = """async () => {
  document.body.innerHTML = "<p id=announce></p><div id=part><p>Please wait.</p><p>Until 10:00.</p></div>";
  const { start } = await import("/js/news.js");
  window.part = document.getElementById("part");
  start(window.part);
}"""
CHANGES = """async (sentences) => {
  window.part.replaceChildren(...sentences.map((it) => {
    const one = document.createElement("p");
    one.textContent = it;
    return one;
  }));
  await new Promise((done) => setTimeout(done));
}"""


@pytest.fixture
def page(blank: Page) -> Page:
    blank.evaluate(PART)
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
    page.evaluate("() => { document.documentElement.dataset.face = 'harmless' }")
    page.evaluate(CHANGES, ["Your officer is Sam.", "Until 10:00."])
    assert told(page) == ""
    page.evaluate(
        """() => { delete document.documentElement.dataset.face;
        document.dispatchEvent(new Event("face")) }"""
    )
    assert told(page) == "Your officer is Sam."


def test_a_part_that_has_gone_says_no_more(page: Page) -> None:
    page.evaluate("() => { document.documentElement.dataset.face = 'harmless' }")
    page.evaluate(CHANGES, ["Your officer is Sam."])
    page.evaluate(
        """() => { window.part.dispatchEvent(new Event("leave"));
        delete document.documentElement.dataset.face;
        document.dispatchEvent(new Event("face")) }"""
    )
    assert told(page) == ""
