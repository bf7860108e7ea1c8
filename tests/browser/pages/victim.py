"""What she does, in her words; each deed gives herself back. Assertions stay in the tests."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.server import Server


class Victim:
    """A person with a small phone."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.visit = ""
        self.link = ""

    def gets_a_link(self, *arguments: str) -> Victim:
        made = self.server.makes_a_visit(*arguments)
        self.visit, self.link = made["visit"], made["url"]
        return self

    def comes_from(self, url: str) -> Victim:
        self.page.goto(url)
        return self

    def opens_the_link(self, query: str = "") -> Victim:
        self.page.goto(self.link + query)
        return self

    def starts(self) -> Victim:
        self.page.locator("[data-primary]").click()
        return self.sees("safety")

    def is_safe(self) -> Victim:
        self.page.locator("[data-step=safety] [data-primary]").click()
        return self.sees("needs")

    def is_not_safe(self) -> Victim:
        self.page.locator("[data-unsafe]").click()
        return self.sees("unsafe")

    def says_her_needs(self, **needs: str) -> Victim:
        for name, value in needs.items():
            field = self.page.locator(f"section [name={name}]")
            if field.first.get_attribute("type") in {"radio", "checkbox"}:
                self.page.locator(f"section [name={name}][value={value}]").check()
            elif field.first.evaluate("it => it.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self.page.locator("[data-step=needs] [data-primary]").click()
        return self.sees("checks")

    def checks_her_phone(self, seconds: float = 20) -> Victim:
        self.page.locator("#check-now").click()
        self.page.locator("#checks-result p").first.wait_for(timeout=seconds * 1000)
        return self

    def goes_on_to_wait(self, seconds: float = 15) -> Victim:
        self.page.locator("[data-step=checks] [data-primary]").click()
        return self.sees("waiting", seconds)

    def gets_to(self, step: str) -> Victim:
        """The shortest way from the link to a step that she reaches by herself."""
        self.opens_the_link()
        deeds = {
            "welcome": lambda: self,
            "safety": self.starts,
            "needs": self.is_safe,
            "checks": self.says_her_needs,
            "waiting": self.goes_on_to_wait,
        }
        if step == "unsafe":
            return self.starts().is_not_safe()
        for name, deed in deeds.items():
            deed()
            if name == step:
                break
        return self

    def sees(self, step: str, seconds: float = 15) -> Victim:
        self.page.locator(f"[data-step={step}] h1").first.wait_for(timeout=seconds * 1000)
        return self

    def sees_the_officer(self) -> Victim:
        """Moving pictures; AssertionError where none come within fifteen seconds."""
        soon(self.page, 0)
        return self

    def writes(self, text: str) -> Victim:
        self.page.locator("#chat").fill(text)
        self.page.locator("#chat").press("Enter")
        return self

    def alerts(self) -> Victim:
        self.page.locator("#alert").click()
        return self

    def hangs_up(self) -> Victim:
        self.page.locator("#hangup").click()
        return self.sees("after")

    def leaves(self) -> Victim:
        self.page.locator("#exit").click()
        return self

    def goes_back(self) -> Victim:
        self.page.go_back(wait_until="commit")
        return self

    @property
    def step(self) -> str:
        return self.page.locator("body").get_attribute("data-step") or ""

    @property
    def words(self) -> str:
        return self.page.locator("body").inner_text()

    @property
    def chat(self) -> Locator:
        return self.page.locator("#chat-log")

    def frames(self) -> int:
        return frames(self.page)


def frames(page: Page, of: str = "#remote") -> int:
    """How many frames of the other side's picture have been shown."""
    return int(page.locator(of).evaluate("it => it.getVideoPlaybackQuality().totalVideoFrames"))


def soon(page: Page, number: int, of: str = "#remote") -> None:
    """More frames than this of the other side's picture, within fifteen seconds."""
    for _ in range(75):
        if frames(page, of) > number:
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"{frames(page, of)} frames on {page.url}")
