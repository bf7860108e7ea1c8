"""Pictures of each state of her pages, to be looked at.

`.venv/bin/python -m tests.browser.shots FOLDER [--language ar] [--width 320] [--sheet FILE.jpg]`: a picture a
state, and with `--sheet` all of hers side by side, each page from its head to its foot.
"""

from __future__ import annotations

import argparse
import base64
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.alone import chromium, portal
from tests.browser.conftest import EMAIL
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim
from tests.browser.server import Server
from tests.browser.walk import her_states

HEIGHT = 640
STYLE = """body { margin: 0; padding: 12px; background: #888; font: 16px sans-serif;
  display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start }
  figure { margin: 0; background: #fff } figcaption { padding: 6px; font-weight: bold }
  img { display: block; width: 240px }"""


def keep(page: Page, file: Path, *, whole: bool = False) -> Path:
    page.wait_for_timeout(400)
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0) }")
    page.screenshot(path=file, full_page=whole)
    return file


def walk(browser: Browser, server: Server, asked: argparse.Namespace) -> Iterator[Path]:
    """A picture of each state of hers; two of the console lie beside them."""
    size = {"width": asked.width, "height": HEIGHT}
    victim = Victim(browser.new_context(viewport=size, locale="en-GB").new_page(), server)  # type: ignore[arg-type]
    desk = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    officer = OfficerAtDesk(desk.new_page(), server).signs_in(EMAIL)
    victim.gets_a_link("--reference", "GC-77/26")
    for state in her_states(victim, officer, asked.language):
        yield keep(victim.page, asked.folder / f"{state}.png", whole=bool(asked.sheet))
        if state == "waiting":
            keep(officer.watches_the_board().page, asked.folder / "console-board.png")
        if state == "call":
            keep(officer.page, asked.folder / "console-call.png")


def lay(browser: Browser, pictures: list[Path], sheet: Path) -> None:
    page = browser.new_page(viewport={"width": 2028, "height": 1000})
    figures = "".join(
        f'<figure><figcaption>{it.stem}</figcaption><img src="data:image/png;base64,'
        f'{base64.b64encode(it.read_bytes()).decode()}"></figure>'
        for it in pictures
    )
    page.set_content(f"<style>{STYLE}</style>{figures}")
    page.screenshot(path=sheet, full_page=True, type="jpeg", quality=45)


def main(asked: argparse.Namespace) -> None:
    asked.folder.mkdir(parents=True, exist_ok=True)
    with portal() as server, chromium() as browser:
        pictures = list(walk(browser, server, asked))
        if asked.sheet:
            lay(browser, pictures, asked.sheet)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--width", type=int, default=360)
    parser.add_argument("--sheet", type=Path)
    main(parser.parse_args())
