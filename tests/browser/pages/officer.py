"""What the officer does at the console; each deed gives the desk back. Assertions stay in the tests."""

from __future__ import annotations

import itertools

from playwright.sync_api import Locator, Page

from tests.browser.pages.victim import frames
from tests.browser.server import PASSWORD, Server

GATE = {
    "immediate_threat": "no",
    "suspect_near": "no",
    "safe_place": "yes",
    "has_device": "yes",
    "wants_video": "yes",
}

INCIDENTS = itertools.count(77)


class OfficerAtDesk:
    """A trained officer with a desktop browser."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.visit = ""

    def signs_in(self, email: str, password: str = PASSWORD) -> OfficerAtDesk:
        self.page.goto(f"{self.server.url}/officer/sign-in")
        self.page.locator("[name=email]").fill(email)
        self.page.locator("[name=password]").fill(password)
        self.page.locator("[name=password]").press("Enter")
        self.page.wait_for_url("**/officer/")
        return self

    def makes_a_visit(self, **answers: str) -> OfficerAtDesk:
        """A new visit behind the gate, with what was agreed on the telephone."""
        self.page.goto(f"{self.server.url}/officer/visits/new")
        for question, answer in {**GATE, **answers}.items():
            self.page.locator(f"[name={question}][value={answer}]").check()
        self.page.locator("[name=called]").fill("Jo")
        self.page.locator("[name=reference]").fill(f"GC-{next(INCIDENTS)}/26")
        self.page.locator("[name=number]").fill("07700 900123")
        self.page.locator("[name=text_is_safe]").check()
        self.page.locator("[name=safe_until]").fill("23:59")
        self.page.locator("[name=check_word]").fill("blue otter")
        self.page.get_by_role("button", name="Make the visit").click()
        self.page.wait_for_url("**/officer/visits/*")
        self.visit = self.page.url.rstrip("/").rsplit("/", 1)[1]
        return self

    def shows_the_link(self) -> str:
        self.page.get_by_role("button", name="Show the link").click()
        return self.page.locator("#address").input_value()

    def sends_the_text(self) -> OfficerAtDesk:
        self.page.get_by_role("button", name="Send this text").click()
        self.page.get_by_role("status").first.wait_for(state="attached")
        return self

    def watches_the_board(self) -> OfficerAtDesk:
        self.page.goto(f"{self.server.url}/officer/")
        return self

    def looks_at(self, visit: str) -> OfficerAtDesk:
        self.visit = visit
        self.page.goto(f"{self.server.url}/officer/visits/{visit}")
        return self

    def joins(self, visit: str) -> OfficerAtDesk:
        self.visit = visit
        self.page.goto(f"{self.server.url}/officer/visits/{visit}/call")
        return self

    def invites(self, role: str, name: str, language: str = "en") -> str:
        """Somebody else into the call that is on: their link."""
        self.page.get_by_text("Let somebody in").click()
        self.page.locator("#guest-role").select_option(role)
        self.page.locator("#guest-name").fill(name)
        self.page.locator("#guest-language").select_option(language)
        self.page.get_by_role("button", name="Make their link").click()
        return self.page.locator("#guest-address").input_value()

    def card(self, visit: str) -> Locator:
        return self.page.locator(f"#visit-{visit}")

    def writes(self, text: str) -> OfficerAtDesk:
        self.page.locator("#chat").fill(text)
        self.page.locator("#chat").press("Enter")
        return self

    def chooses(
        self, *, topics: tuple[str, ...] = (), contacts: tuple[str, ...] = ()
    ) -> OfficerAtDesk:
        """Asks who sees her phone, then ticks advice; each tick is saved at once."""
        summary = self.page.locator("details.advice > summary")
        if summary.count() and not self.page.locator("#advice").is_visible():
            summary.click()
        wanted = (("private_phone", ("yes",)), ("topics", topics), ("contacts", contacts))
        for name, values in wanted:
            for value in values:
                with self.page.expect_response("**/advice"):
                    self.page.locator(f"[name={name}][value={value}]").check()
        return self

    def closes(self) -> OfficerAtDesk:
        self.page.get_by_role("link", name="Close the visit").click()
        self.page.get_by_role("button", name="Close the visit").click()
        self.page.locator("h1", has_not_text="Close the visit").wait_for()
        return self

    def frames(self) -> int:
        return frames(self.page)

    @property
    def words(self) -> str:
        return self.page.locator("body").inner_text()
