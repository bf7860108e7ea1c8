"""One visit in one browser with a profile of its own, and what is left of it there."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.browser.discretion.engines import Engine, wait
from tests.browser.discretion.patience import comes_true
from tests.browser.discretion.search import found

HOST = "quiet-otter.localhost"
ENDINGS = ("exit", "end", "closed")
WROTE = {"called": "Josephine Quillfeather", "chat": "The blue gate is locked"}
WORDS = Path(__file__).parents[3] / "translations" / "messages.pot"


@dataclass(frozen=True)
class Left:
    """What is left: for Back, in the browser's own list, in the folder of downloads, and in any file."""

    version: str
    back: list[str]
    listed: list[str] | None
    downloads: int
    files: Mapping[str, set[str]]


class Visit:
    """A practice visit from the link to the call, by script alone so that each engine can be told the same."""

    def __init__(self, engine: Engine, link: str, before: str) -> None:
        self._engine = engine
        self._link = link
        self._before = before

    def goes(self, ending: str) -> None:
        self.waits()
        self.taps("section [data-primary]")
        self.sees("call")
        wait(self._engine, "document.querySelector('section.chat[data-awake]')")
        self._writes("chat")
        self.taps("#chat-form button")
        wait(self._engine, "document.querySelector('#chat-log p')")
        self._ends(ending)

    def waits(self) -> None:
        """Up to the waiting room."""
        self._engine.goto(self._before)
        self._engine.goto(self._link)
        self.taps("form button")
        self.sees("safety")
        wait(self._engine, "document.readyState === 'complete' && window.htmx")
        self.taps("section [data-primary]")
        self.sees("needs")
        self._writes("called")
        self.taps("section [data-primary]")
        self.sees("checks")
        wait(self._engine, "document.querySelector('section[data-step=checks][data-awake]')")
        self.taps("#check-now")
        wait(self._engine, "document.querySelector('#checks-result p')")
        self.taps("section [data-primary]")
        self.sees("waiting")

    def _ends(self, ending: str) -> None:
        if ending == "exit":
            self.taps("#exit")
        else:
            self.taps("#hangup")
            self.sees("after")
        if ending == "end":
            self.taps("section [data-primary]")
        if ending != "closed":
            wait(self._engine, f"location.hostname !== '{HOST}'")

    def goes_back(self, times: int = 3) -> list[str]:
        seen = []
        for _ in range(times):
            self._engine.js("void setTimeout(() => history.back(), 0)")
            time.sleep(0.4)
            wait(self._engine, "document.body")
            seen.append(str(self._engine.js("location.href")))
        return seen

    def taps(self, what: str) -> None:
        # A moment later: the answer may be another page, and nobody would be there to hear this one out.
        self._engine.js(f"void setTimeout(() => document.querySelector('{what}').click(), 0)")

    def sees(self, step: str) -> None:
        wait(self._engine, f"document.querySelector('section[data-step={step}] h1')")

    def _writes(self, field: str) -> None:
        self._engine.js(f"void (document.getElementById('{field}').value = '{WROTE[field]}')")


def left_by(
    engine: Engine, ending: str, folder: Path, link: str, before: str, gone: Callable[[], bool]
) -> Left:
    """The visit is made, left and its browser closed; then every file of it is read."""
    try:
        version = engine.version()
        visit = Visit(engine, link, before)
        visit.goes(ending)
        back = [] if ending == "closed" else visit.goes_back()
        if ending != "closed":
            comes_true(gone, 5)
        listed = engine.listed(folder)
    finally:
        engine.close()
    downloads = folder / "downloads"
    return Left(
        version,
        [it for it in back if HOST in it],
        None if listed is None else [_short(it) for it in listed if HOST in it],
        sum(1 for _ in downloads.rglob("*")) if downloads.exists() else 0,
        found(folder, wanted(link)),
    )


def wanted(link: str) -> dict[str, list[str]]:
    """What is looked for: the address, the link, the title, any sentence of hers, what she wrote."""
    sentences = re.findall(r'^msgid "([^"%“”]{25,})"', WORDS.read_text("utf-8"), re.MULTILINE)
    return {
        "host": [HOST],
        "link": [link.rsplit("/", 1)[1]],
        "title": ["Video appointment"],
        "text": sentences,
        "written": list(WROTE.values()),
    }


def _short(url: str) -> str:
    return re.sub(r"^.*?(/[jv]).*$", r"\1", url.split("//", 1)[1])
