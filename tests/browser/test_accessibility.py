"""Every page in every state through axe-core: WCAG 2.2 A and AA, and its best practice."""

from __future__ import annotations

import pytest

from rvr_portal import i18n
from tests.browser.audit import CLIPPED, Auditor, fits
from tests.browser.conftest import NewContext
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim
from tests.browser.server import Server

pytestmark = pytest.mark.browser


def test_a_bad_page_is_found_out(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.set_content(
        "<html><body><img src='data:,'><input><div style='width:2000px'>x</div></body></html>"
    )
    audit = Auditor()
    audit.looks(page, "bad")
    assert len(audit.found["bad"]) >= 5


# Tamil is the longest; the made-up one shows what nobody has translated yet.
@pytest.mark.parametrize("language", ["en", "cy", "ar", "ta", "ar-XB"])
def test_her_pages(
    new_context: NewContext, server: Server, officer: OfficerAtDesk, language: str
) -> None:
    audit = Auditor()
    page = new_context(viewport={"width": 320, "height": 568}).new_page()
    victim = Victim(page, server).gets_a_link()
    victim.opens_the_link(f"?lang={language}")
    audit.looks(page, "welcome")
    page.locator("[data-primary]").click()
    audit.looks(victim.sees("safety").page, "safety")
    audit.looks(victim.is_not_safe().page, "unsafe")
    page.locator("form[action='/v/later'] button").click()
    page.locator("#when").wait_for(state="detached")
    audit.looks(page, "later")
    page.locator("form[action='/v/safety'] button").click()
    audit.looks(victim.sees("needs").page, "needs")
    audit.looks(victim.says_her_needs().page, "checks")
    page.locator("#check-now").click()
    page.locator("#checks-result p").first.wait_for(timeout=20_000)
    audit.looks(page, "checked")
    audit.looks(victim.goes_on_to_wait().page, "waiting")
    officer.joins(victim.visit)
    victim.sees("call")
    page.wait_for_timeout(2_000)
    audit.looks(page, "call")
    officer.chooses(topics=("safety_plan",), contacts=("gdass",))
    page.locator("#hangup").click()
    audit.looks(victim.sees("after").page, "after")
    page.goto(f"{server.url}/j/wrong?lang={language}")
    audit.looks(page, "ended")
    page.goto(f"{server.url}/v/nowhere")
    audit.looks(page, "not found")
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


def _goes_on(victim: Victim, step: str) -> Victim:
    if step == "welcome":
        victim.page.locator("[data-primary]").click()
        return victim.sees("safety")
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


@pytest.mark.parametrize("width", [320, 1280])
def test_the_console(new_context: NewContext, server: Server, victim: Victim, width: int) -> None:
    audit = Auditor()
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    desk = OfficerAtDesk(page, server)
    page.goto(f"{server.url}/officer/sign-in")
    audit.looks(page, "sign-in")
    page.locator("[name=email]").fill("nobody@force.example")
    page.locator("[name=password]").fill("wrong password, long enough")
    page.locator("[name=password]").press("Enter")
    page.wait_for_load_state()
    audit.looks(page, "sign-in refused")
    desk.signs_in("sam@force.example")
    audit.looks(page, "board")
    page.goto(f"{server.url}/officer/visits/new")
    audit.looks(page, "new visit")
    page.get_by_role("button", name="Make the visit").click()
    page.wait_for_load_state()
    audit.looks(page, "new visit, refused")
    desk.makes_a_visit()
    audit.looks(page, "visit")
    victim.link, victim.visit = desk.shows_the_link(), desk.visit
    audit.looks(page, "link")
    victim.gets_to("waiting")
    desk.looks_at(desk.visit)
    audit.looks(page, "visit, waiting")
    desk.joins(desk.visit)
    victim.sees("call")
    victim.alerts()
    page.get_by_role("alert").first.wait_for()
    audit.looks(page, "call, alert")
    for path in ("advice", ""):
        page.goto(f"{server.url}/officer/visits/{desk.visit}/{path}".rstrip("/"))
        audit.looks(page, path or "visit, alert")
    for path in ("", "content", "accounts", "audit", "nowhere"):
        page.goto(f"{server.url}/officer/{path}")
        audit.looks(page, path or "board, alert")
    assert audit.found == {}
