"""Looks at pages: axe-core, what is wider than its place, how large a target is, where the keyboard gets to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Seven to one (WCAG 1.4.6), so that nobody has to ask for more contrast.
ENHANCED = {"color-contrast-enhanced": {"enabled": True}}
# What is wider than its own box is cut off, or lies over what stands beside it.
CLIPPED = """() => Array.from(document.querySelectorAll("a,button,label,legend,summary,h1,h2,h3,p,li"))
  .filter((it) => it.getClientRects().length && !it.closest(".quiet, .skip"))
  .filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== "inline")
  .map((it) => "cut off: " + it.outerHTML.slice(0, 120))"""
# A box counts with its label; a link within a sentence is as high as its line (WCAG 2.5.8).
SMALL = """least => Array.from(document.querySelectorAll(
    "a[href],button,input:not([type=hidden]),select,textarea,summary"))
  .filter((it) => it.checkVisibility({visibilityProperty: true}) && !it.closest(".quiet, .skip"))
  .filter((it) => getComputedStyle(it).display !== "inline" || !it.closest("p, li"))
  .filter((it) => [it, ...(it.labels || [])].every((box) => {
    const {width, height} = box.getBoundingClientRect();
    return Math.min(width, height) < least - 0.5;
  }))
  .map((it) => "small: " + it.outerHTML.slice(0, 120))"""
# WCAG 1.4.12, but for letters that must stay joined.
SPACED = """* { line-height: 1.5 !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }
  html:not(:lang(ar, ckb, fa, ps, prs, ur)) * { letter-spacing: 0.12em !important }"""
STOPS = 400  # more than any page has
FOLDS = "open => document.querySelectorAll('details').forEach((it) => { it.open = open })"
FOCUSED = """() => {
  const it = document.activeElement;
  if (it === document.body || it === document.documentElement) return null;
  // A field of several parts takes the focus once for each.
  const again = window.walked.has(it) && it !== window.walkedLast;
  window.walked.add(window.walkedLast = it);
  const {left, right, top, bottom} = it.getBoundingClientRect();
  const middle = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const seen = document.elementFromPoint((left + right) / 2, middle);
  const style = getComputedStyle(it);
  const wrong = [];
  const own = seen && (it.contains(seen) || seen.contains(it) || seen.closest("label"));
  if (!own) wrong.push("hidden while in focus");
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("no outline in focus");
  return {again, name: it.outerHTML.slice(0, 120), wrong};
}"""
UNREACHED = """() => {
  const all = "a[href],button,input:not([type=hidden]):not([type=radio]),select,textarea,summary";
  const missed = Array.from(document.querySelectorAll(all))
    .filter((it) => it.checkVisibility({visibilityProperty: true}) && !it.disabled && it.tabIndex >= 0)
    .filter((it) => !window.walked.has(it)).map((it) => "no way by Tab: " + it.outerHTML.slice(0, 120));
  delete window.walked;
  return missed;
}"""


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "([values, rules]) => axe.run(document, {runOnly: {type: 'tag', values}, rules})",
        [TAGS, ENHANCED],
    )
    return [
        f"{it['id']}: {it['help']}: {node['html'][:160]}"
        for it in found["violations"]
        for node in it["nodes"]
    ]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def by_keyboard(page: Page) -> list[str]:
    """What a walk with the Tab key finds: focus that is not seen, and controls that it does not reach."""
    wrong: list[str] = []
    page.evaluate("() => { document.activeElement.blur(); window.walked = new Set() }")
    ends = 0
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        # From wherever it began to the page's end, and from its head on to where it began.
        ends += stop is None
        if ends > 1 or (stop and stop["again"]):
            break
        if stop:
            wrong += [f"{it}: {stop['name']}" for it in stop["wrong"]]
    return wrong + page.evaluate(UNREACHED)


def spaced(page: Page) -> list[str]:
    """What does not fit when lines, words and letters stand as far apart as a reader may ask for."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [sheet] }",
        SPACED,
    )
    wrong = [f"spaced: {it}" for it in page.evaluate(CLIPPED)]
    if not fits(page):
        wrong.append("spaced: wider than the screen")
    page.evaluate("() => { document.adoptedStyleSheets = [] }")
    return wrong


def by_eye(page: Page, least: int) -> list[str]:
    """What does not fit its place or the screen, and what is smaller than so many CSS pixels each way."""
    wrong: list[str] = [*page.evaluate(CLIPPED), *page.evaluate(SMALL, least)]
    if not fits(page):
        wrong.append("wider than the screen")
    if page.locator("h1:visible").count() != 1:
        wrong.append(f"{page.locator('h1:visible').count()} h1")
    return wrong + spaced(page)


def folds(page: Page, *, are_open: bool) -> None:
    """What is in a fold is part of the page."""
    page.evaluate(FOLDS, are_open)


class Auditor:
    """Looks at one page after another and keeps what is wrong with each."""

    def __init__(self, least: int = 24) -> None:
        self.found: dict[str, list[str]] = {}
        self._least = least

    def looks(self, page: Page, name: str) -> None:
        folds(page, are_open=True)
        wrong = [*violations(page), *by_eye(page, self._least)]
        folds(page, are_open=False)
        if wrong:
            self.found[name] = wrong

    def walks(self, page: Page, name: str) -> None:
        """By the Tab key."""
        if wrong := by_keyboard(page):
            self.found.setdefault(name, []).extend(wrong)
