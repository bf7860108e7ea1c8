"""Every page in every state through axe-core: WCAG 2.2 A and AA, and its best practice."""

from __future__ import annotations

import pytest

from rvr_portal import i18n
from tests.browser.audit import CLIPPED, Auditor, fits, folds
from tests.browser.conftest import EMAIL, NewContext
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim
from tests.browser.server import Server
from tests.browser.walk import console_states, her_states

pytestmark = pytest.mark.browser


def test_a_bad_page_is_found_out(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.set_content(
        "<html><body><img src='data:,'><input><div style='width:2000px'>x</div>"
        "<p style='color:#6a6a6a'>too pale</p></body></html>"
    )
    audit = Auditor()
    audit.looks(page, "bad")
    assert len(audit.found["bad"]) >= 6
    assert "color-contrast-enhanced" in str(audit.found["bad"])


# Tamil is the longest; the made-up one shows what nobody has translated yet.
@pytest.mark.parametrize("language", ["en", "cy", "ar", "ta", "ar-XB"])
def test_her_pages(
    new_context: NewContext, server: Server, officer: OfficerAtDesk, language: str
) -> None:
    audit = Auditor(48)
    scheme = "dark" if language in {"cy", "ar"} else "light"
    page = new_context(viewport={"width": 320, "height": 568}, color_scheme=scheme).new_page()
    victim = Victim(page, server).gets_a_link()
    for state in her_states(victim, officer, language):
        audit.looks(page, state)
        audit.walks(page, state)
    assert audit.found == {}


def test_every_language_on_the_steps_that_everybody_meets(
    new_context: NewContext, server: Server
) -> None:
    """One visit, and each step of it in one language after another."""
    audit = Auditor()
    page = new_context(viewport={"width": 320, "height": 568}).new_page()
    victim = Victim(page, server).gets_a_link()
    for step in ("welcome", "safety", "needs", "waiting"):
        for language in i18n.languages():
            if step == "welcome":
                victim.opens_the_link(f"?lang={language}")
            else:
                page.goto(f"{server.url}/v?lang={language}")
            audit.looks(page, f"{step}, {language}")
            assert page.locator("html").get_attribute("lang") == language
        victim = _goes_on(victim, step)
    assert audit.found == {}


def test_nothing_is_cut_off_on_the_other_steps_in_any_language(
    new_context: NewContext, server: Server, officer: OfficerAtDesk
) -> None:
    page = new_context(viewport={"width": 320, "height": 568}).new_page()
    victim = Victim(page, server).gets_a_link()
    found: dict[str, list[str]] = {}
    for state in her_states(victim, officer):
        if state not in ("unsafe", "later", "checks", "call", "after"):
            continue
        step = victim.step
        for language in i18n.languages():
            page.goto(f"{server.url}/v?lang={language}")
            assert victim.step == step
            folds(page, are_open=True)
            if wrong := page.evaluate(CLIPPED) + ([] if fits(page) else ["too wide"]):
                found[f"{state}, {language}"] = wrong
        page.goto(f"{server.url}/v?lang=en")
    assert found == {}


def _goes_on(victim: Victim, step: str) -> Victim:
    if step == "welcome":
        return victim.starts()
    if step == "safety":
        return victim.is_safe()
    return victim.says_her_needs().goes_on_to_wait() if step == "needs" else victim


@pytest.mark.parametrize("path", ["/v/language", "/accessibility"])
def test_the_pages_beside_her_steps(victim: Victim, path: str) -> None:
    audit = Auditor()
    victim.gets_a_link().gets_to("safety")
    for language in ("en", "ur"):
        victim.page.goto(f"{victim.server.url}{path}?lang={language}")
        audit.looks(victim.page, f"{path}, {language}")
    assert audit.found == {}


@pytest.mark.parametrize("language", ["en", "ta", "ur"])
def test_the_smallest_of_screens(new_context: NewContext, server: Server, language: str) -> None:
    page = new_context(viewport={"width": 240, "height": 320}).new_page()
    victim = Victim(page, server).gets_a_link()
    victim.opens_the_link(f"?lang={language}")
    for step in ("welcome", "safety", "needs", "waiting"):
        assert fits(page), step
        assert page.evaluate(CLIPPED) == [], step
        box = page.locator("#exit").bounding_box()
        assert box, step
        assert box["y"] + box["height"] <= 320, step
        victim = _goes_on(victim, step)


def test_easy_words(victim: Victim) -> None:
    audit = Auditor()
    victim.gets_a_link().gets_to("safety")
    victim.page.goto(f"{victim.server.url}/v?easy=1")
    audit.looks(victim.page, "safety")
    audit.looks(victim.is_safe().page, "needs")
    audit.looks(victim.says_her_needs().page, "checks")
    audit.looks(victim.goes_on_to_wait().page, "waiting")
    assert audit.found == {}


def test_in_person_and_csrf(victim: Victim) -> None:
    audit = Auditor()
    victim.gets_a_link().gets_to("unsafe")
    victim.page.get_by_role("button", name="Send an officer").click()
    victim.page.locator("#where").wait_for(state="detached")
    audit.looks(victim.page, "in person")
    victim.page.context.clear_cookies()
    victim.opens_the_link()
    audit.looks(victim.page, "used link")
    assert audit.found == {}


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_console(
    new_context: NewContext, server: Server, victim: Victim, width: int, scheme: str
) -> None:
    audit = Auditor()
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    for state in console_states(OfficerAtDesk(page, server), victim, EMAIL):
        audit.looks(page, state)
        audit.walks(page, state)
    assert audit.found == {}
