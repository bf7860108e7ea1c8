"""One call between her and the desk, through the portal's own pages, with a recorder in each."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Browser, Page

from bench.lab import EMAIL, Lab, closing
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim

HERE = Path(__file__).parent
SIDES = ("victim", "officer")
# Seconds that a step of hers may take on the worst of lines, and milliseconds that she has then waited.
SLOW, WAITED = 60, 10_000
HOME = MappingProxyType({it: it for it in SIDES})
Samples = list[dict[str, Any]]


@dataclass
class Talk:
    """Her page and the desk's; `joined` is the moment, in ms, at which the officer pressed."""

    lab: Lab
    victim: Victim
    officer: OfficerAtDesk
    complaints: tuple[list[str], list[str]]
    joined: float = 0

    def joins(self) -> None:
        """The officer opens the call's page while she waits."""
        self.joined = now()
        self.officer.page.goto(
            f"{self.lab.portal.url}/officer/visits/{self.victim.visit}/call", wait_until="commit"
        )

    def joins_warm(self, seconds: float) -> None:
        """The officer looked at the visit for a while and took it before pressing the link."""
        self.officer.looks_at(self.victim.visit)
        self.officer.page.get_by_role("button", name="I take this visit").click()
        self.officer.page.wait_for_timeout(seconds * 1000)
        self.joined = now()
        self.officer.page.locator("[data-join]").click(no_wait_after=True, timeout=10_000)

    def connects(self, seconds: float) -> None:
        """Wait until both sides have had real sound; TimeoutError where it does not come."""
        until = time.monotonic() + seconds
        while not all(_heard(page) for page in self.pages):
            if time.monotonic() > until:
                raise TimeoutError(f"no sound within {seconds:g} s: {self._seen()}")
            self.passes(0.25)
        with suppress(Exception):
            # Her sound waits for her tap.
            self.victim.page.locator("#listen").click(timeout=1000)

    def passes(self, seconds: float) -> None:
        self.officer.page.wait_for_timeout(seconds * 1000)

    def _seen(self) -> str:
        """What both pages show and complain of, for whoever looks for the fault."""
        told = []
        for page, complaints in zip(self.pages, self.complaints, strict=True):
            status = page.locator("#call-status")
            shown = status.inner_text() if status.count() else page.url
            last = page.evaluate("((window.bench || {}).samples || []).slice(-1)[0]")
            told.append(f"{shown!r} {last} {complaints[-3:]}")
        return " | ".join(told)

    def samples(self) -> dict[str, Samples]:
        """What each side has recorded so far."""
        return {
            side: page.evaluate("window.bench.samples")
            for side, page in zip(SIDES, self.pages, strict=True)
        }

    def first_frames(self) -> dict[str, float | None]:
        """Seconds from joining to the other side's first picture."""
        told = (page.evaluate("window.bench.frame") for page in self.pages)
        return {
            side: round((at - self.joined) / 1000, 3) if at else None
            for side, at in zip(SIDES, told, strict=True)
        }

    def version(self) -> str:
        """Which static files a page that is loaded now gets."""
        page = self.officer.page.context.new_page()
        page.goto(f"{self.lab.portal.url}/officer/")
        script = page.locator("script[type=module]").first.get_attribute("src") or ""
        page.close()
        return script.split("/")[2]

    @property
    def level(self) -> str | None:
        """The picture to begin with that the check of her phone led to."""
        return self.victim.page.locator("[data-module=call]").get_attribute("data-level")

    @property
    def pages(self) -> tuple[Page, Page]:
        return self.victim.page, self.officer.page


@contextmanager
def waiting(
    lab: Lab,
    *,
    defaults: bool = False,
    every: int = 250,
    line: Mapping[str, float] | None = None,
    places: Mapping[str, str] = HOME,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Talk]:
    """She is in the waiting room and the officer has signed in, over clean links.

    `line`: what hers is from the check of her phone on, which is skipped without it; `places`: whose network each
    side is in; `more`: a script for the pages of each.
    """
    lab.shapes()
    with ExitStack() as stack:
        her, desk = (
            opened(
                stack.enter_context(closing(lab.browser(places[side]))),
                defaults=defaults,
                every=every,
                more=more.get(side, ""),
            )
            for side in SIDES
        )
        complaints = _listened(her), _listened(desk)
        victim = Victim(her, lab.portal).gets_a_link().gets_to("checks" if line else "waiting")
        if line:
            lab.shapes(**line)
            victim.checks_her_phone(SLOW).goes_on_to_wait(SLOW)
            her.wait_for_timeout(WAITED)
        officer = OfficerAtDesk(desk, lab.portal).signs_in(EMAIL)
        yield Talk(lab, victim, officer, complaints)


def opened(browser: Browser, *, defaults: bool, every: int = 250, more: str = "") -> Page:
    """A page with a recorder in it."""
    context = browser.new_context(locale="en-GB", viewport={"width": 800, "height": 700})
    context.set_default_timeout(60_000)
    scripts = [HERE / "recorder.js", *([HERE / "defaults.js"] if defaults else [])]
    text = "\n".join([*(it.read_text("utf-8") for it in scripts), more])
    context.add_init_script(f"window.benchEvery = {every};\n{text}")
    return context.new_page()


def _listened(page: Page) -> list[str]:
    complaints: list[str] = []
    page.on("pageerror", lambda it: complaints.append(str(it)))
    page.on("requestfailed", lambda it: complaints.append(f"{it.url} {it.failure}"))
    return complaints


def _heard(page: Page) -> bool:
    heard: bool = page.evaluate(
        "() => { const it = ((window.bench || {}).samples || []).slice(-1)[0];"
        " return Boolean(it && it.received - it.concealed > 4800); }"
    )
    return heard


def now() -> float:
    """The time as the recorders tell it."""
    return time.time() * 1000
