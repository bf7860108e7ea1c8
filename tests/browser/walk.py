"""Her way from the link to the end, and the console's pages: a stop at each state, for whoever looks at all."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim


def her_states(victim: Victim, officer: OfficerAtDesk, language: str = "en") -> Iterator[str]:
    """Each state by its name while her page stands in it; she has a link, and the officer has signed in."""
    page = victim.page
    victim.opens_the_link(f"?lang={language}")
    yield "welcome"
    victim.starts()
    yield "safety"
    victim.is_not_safe()
    yield "unsafe"
    page.locator("form[action='/v/later'] button").click()
    page.locator("#when").wait_for(state="detached")
    yield "later"
    page.locator("form[action='/v/safety'] button").click()
    victim.sees("needs")
    yield "needs"
    victim.says_her_needs()
    yield "checks"
    victim.checks_her_phone()
    yield "checked"
    victim.goes_on_to_wait()
    yield "waiting"
    yield from _faces(page)
    officer.joins(victim.visit)
    victim.sees("call").sees_the_officer()
    yield "call"
    officer.chooses(topics=("safety_plan",), contacts=("gdass",))
    victim.hangs_up()
    yield "after"
    yield from _beside(victim, language)


def _faces(page: Page) -> Iterator[str]:
    """What stands in place of hers. A driven Chromium never hides a page: it is only told so."""
    page.locator("#hide button").click()
    yield "harmless"
    page.locator("#face h1 button").click()
    seen = "it => { Object.defineProperty(document, 'visibilityState', {value: it, configurable: true})"
    for visibility in ("hidden", "visible"):
        page.evaluate(
            f"{seen}; document.dispatchEvent(new Event('visibilitychange')) }}", visibility
        )
    yield "cover"
    page.locator("#face button").click()


def _beside(victim: Victim, language: str) -> Iterator[str]:
    for state, path in (
        ("language", "/v/language"),
        ("accessibility", "/accessibility"),
        ("ended", f"/j/over?lang={language}"),
        ("not_found", "/v/nowhere"),
    ):
        victim.page.goto(f"{victim.server.url}{path}")
        yield state


def other_states(
    victim: Victim, officer: OfficerAtDesk, guest: Page, language: str = "en"
) -> Iterator[tuple[Page, str]]:
    """Pages that not everybody meets: easy words, an interpreter's, an officer in person, a used link."""
    page = victim.page
    victim.opens_the_link(f"?lang={language}")
    victim.starts()
    page.goto(f"{victim.server.url}/v?easy=1")
    yield page, "safety, easy"
    victim.is_safe()
    yield page, "needs, easy"
    victim.says_her_needs()
    yield page, "checks, easy"
    victim.goes_on_to_wait()
    yield page, "waiting, easy"
    officer.joins(victim.visit)
    victim.sees("call")
    yield page, "call, easy"
    for state in _guest(officer, guest, language):
        yield guest, state
    yield page, "call, guest"
    yield officer.page, "console, call, guest"
    victim.hangs_up()
    yield page, "after, easy"
    officer.looks_at(victim.visit).closes()
    yield officer.page, "console, visit, closed"
    victim.gets_a_link().opens_the_link(f"?lang={language}")
    victim.starts().is_not_safe()
    page.locator("form[action='/v/in-person'] button").click()
    page.locator("#where").wait_for(state="detached")
    yield page, "in person"
    page.context.clear_cookies()
    victim.opens_the_link()
    yield page, "used link"


def _guest(officer: OfficerAtDesk, guest: Page, language: str) -> Iterator[str]:
    guest.goto(officer.invites("interpreter", "Ana", language))
    yield "guest, welcome"
    guest.locator("[data-primary]").click()
    guest.locator("[data-step=waiting] h1").first.wait_for()
    yield "guest, waiting"
    officer.page.get_by_role("button", name="Let Ana in").click()
    guest.locator("[data-step=call] h1").first.wait_for()
    yield "guest, call"


def console_states(desk: OfficerAtDesk, victim: Victim, email: str) -> Iterator[str]:
    """The console's pages by name, from the sign-in on; she comes along as far as they need her."""
    page, url = desk.page, f"{desk.server.url}/officer"
    page.goto(f"{url}/sign-in")
    yield "sign-in"
    page.locator("[name=email]").fill("nobody@force.example")
    page.locator("[name=password]").fill("wrong password, long enough")
    page.locator("[name=password]").press("Enter")
    page.wait_for_load_state()
    yield "sign-in refused"
    desk.signs_in(email)
    yield "board"
    page.goto(f"{url}/visits/new")
    yield "new visit"
    page.get_by_role("button", name="Make the visit").click()
    page.wait_for_load_state()
    yield "new visit, refused"
    desk.makes_a_visit()
    yield "visit"
    victim.link, victim.visit = desk.shows_the_link(), desk.visit
    yield "link"
    victim.gets_to("waiting")
    desk.looks_at(desk.visit)
    yield "visit, waiting"
    desk.joins(desk.visit)
    victim.sees("call").alerts()
    page.get_by_role("alert").first.wait_for()
    yield "call, alert"
    visit = f"visits/{desk.visit}"
    for state, path in (
        ("advice", f"{visit}/advice"),
        ("visit, alert", visit),
        ("board, alert", ""),
        ("a text", f"{visit}/contact"),
        ("send an officer", f"{visit}/officer"),
        ("stop the link", f"{visit}/revocation"),
        ("close the visit", f"{visit}/closure"),
    ):
        page.goto(f"{url}/{path}")
        yield state
    for path in ("content", "accounts", "audit", "nowhere"):
        page.goto(f"{url}/{path}")
        yield path
