"""Draws docs/traces.md from what the last run of test_traces.py found: `make traces`."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from tests.browser.discretion.traces import ENDINGS, Left

HERE = Path(__file__)
FOUND = HERE.parents[3] / "build" / "traces"
BUDGET: dict[str, Any] = tomllib.loads(HERE.with_name("traces.toml").read_text("utf-8"))


def keep(engine: str, ending: str, left: Left) -> None:
    """What one run found, out of the repository's sight."""
    FOUND.mkdir(parents=True, exist_ok=True)
    told = {
        "version": left.version,
        "back": left.back,
        "listed": left.listed,
        "downloads": left.downloads,
        "files": {where: sorted(what) for where, what in left.files.items()},
    }
    (FOUND / f"{engine}-{ending}.json").write_text(json.dumps(told), "utf-8")


def page() -> str:
    """The whole document."""
    parts = [BUDGET["words"]["before"].strip()]
    parts += [_engine(name) for name in BUDGET if name != "words"]
    return "\n\n".join([*parts, BUDGET["words"]["after"].strip()]) + "\n"


def _engine(name: str) -> str:
    runs = {it: json.loads((FOUND / f"{name}-{it}.json").read_text("utf-8")) for it in ENDINGS}
    budget = BUDGET[name]
    named = {it["where"]: it["is"] for it in budget["left"] if "is" in it}
    rows = [
        ["pages that Back shows", "the tab", *(_back(runs[it]) for it in ENDINGS)],
        ["its own list of visited pages", "", *(_listed(runs[it]["listed"]) for it in ENDINGS)],
        ["files downloaded", "", *(str(runs[it]["downloads"] or "none") for it in ENDINGS)],
        *(
            [what, f"`{where}`", *(_told(runs[it]["files"].get(where)) for it in ENDINGS)]
            for where, what in named.items()
        ),
    ]
    head = ["what", "where", "after an exit", "after the end", "closed without leaving"]
    table = [head, ["---"] * len(head), *rows]
    return "\n".join(
        [
            f"## {budget['title']} {runs['exit']['version']}",
            budget["words"].strip(),
            "",
            *(f"| {' | '.join(row)} |" for row in table),
        ]
    )


def _told(what: list[str] | None) -> str:
    return ", ".join(what) if what else "nothing"


def _back(run: dict[str, Any]) -> str:
    return ", ".join(run["back"]) or "none of ours"


def _listed(paths: list[str] | None) -> str:
    if paths is None:
        return "it keeps none itself"
    names = {"/j": "the link", "/v": "the page `/v`"}
    return ", ".join(dict.fromkeys(names[it] for it in paths)) or "none of ours"


if __name__ == "__main__":
    sys.stdout.write(page())
