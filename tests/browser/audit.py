"""Looks at pages: axe-core, what is wider than its place, how large a target is, what direction a text has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# What is wider than its own box is cut off, or lies over what stands beside it.
CLIPPED = """() => Array.from(document.querySelectorAll("a,button,label,legend,summary,h1,h2,h3,p,li"))
  .filter((it) => it.getClientRects().length && !it.closest(".quiet, .skip"))
  .filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== "inline")
  .map((it) => "cut off: " + it.outerHTML.slice(0, 120))"""


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
    )
    return [
        f"{it['id']}: {it['help']}: {node['html'][:160]}"
        for it in found["violations"]
        for node in it["nodes"]
    ]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


class Auditor:
    """Looks at one page after another and keeps what is wrong with each."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def looks(self, page: Page, name: str) -> None:
        wrong = [*violations(page), *page.evaluate(CLIPPED)]
        if not fits(page):
            wrong.append("wider than the screen")
        if page.locator("h1").count() != 1:
            wrong.append(f"{page.locator('h1').count()} h1")
        if wrong:
            self.found[name] = wrong
