"""Draws docs/accessibility-audit.md of what was found: `python -m tests.checkers.draw build/checked`."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.browser.audit import AXE
from tests.checkers.engines import versions

Found = dict[str, dict[str, list[str]]]
HEAD = """# What the checkers say

Written by `make audit`. It walks her whole journey with a real call, and the console, and puts each page in each
state, with every fold open, before three checkers and our own. A number counts what a checker calls an error or a
violation; what it only holds for possible is left to people.

- **Our own**: nothing cut off, nothing wider than the screen, targets of 48 CSS px on her pages and 24 on the
  console's, text spacing (WCAG 1.4.12), one h1, and a walk with the Tab key: all controls reached, focus seen and
  never covered.
- axe is asked for a contrast of 7 to 1 as well (WCAG 1.4.6). Welsh, Arabic and the console at 320 px are
  looked at in dark colours.
- Her pages are 320 px wide. htmx's attributes (`hx-…`) are no HTML; the Nu checker is asked to pass over them.
"""


def draw(found: Found) -> str:
    engines = list(next(iter(found.values())))
    lines = [HEAD, _versions(), "", "| page | looked at as | " + " | ".join(engines) + " |"]
    lines.append("| --- | --- |" + " --- |" * len(engines))
    for state, ways in _by_state(found).items():
        counts = [sum(len(found[f"{state}--{way}"][it]) for way in ways) for it in engines]
        lines.append(f"| {state} | {_short(ways)} | " + " | ".join(map(str, counts)) + " |")
    total = [sum(len(told[it]) for told in found.values()) for it in engines]
    lines.append(
        f"| **all** | {len(found)} pages | " + " | ".join(f"**{it}**" for it in total) + " |"
    )
    return "\n".join([*lines, *_what(found)]) + "\n"


def _versions() -> str:
    axe = AXE[:40].split("axe v")[1].split()[0]
    of = versions()
    return (
        f"{datetime.now(UTC):%Y-%m-%d}: axe-core {axe}, IBM accessibility-checker-engine"
        f" {of['accessibility-checker-engine']}, Nu HTML Checker {of['vnu-jar']}, in Chromium."
    )


def _by_state(found: Found) -> dict[str, list[str]]:
    states: dict[str, list[str]] = {}
    for name in found:
        state, way = name.rsplit("--", 1)
        states.setdefault(state, []).append(way)
    return states


def _short(ways: list[str]) -> str:
    return ", ".join(ways) if len(ways) < 6 else f"{len(ways)} languages"


def _what(found: Found) -> list[str]:
    """Each thing once, with the first page that it is on."""
    first: dict[tuple[str, str], str] = {}
    for name, told in found.items():
        for engine, wrong in told.items():
            for it in wrong:
                first.setdefault((engine, it.split(":")[0] + it[:120]), f"{name}: {it}")
    if not first:
        return []
    return ["", "## What they found", *(f"- {k[0]}, {it}" for k, it in first.items())]


if __name__ == "__main__":
    text = (Path(sys.argv[1]) / "found.json").read_text("utf-8")
    sys.stdout.write(draw(json.loads(text)))
