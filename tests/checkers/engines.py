"""Checkers that are not ours, each with one way to ask it. Every run uses axe: see tests/browser/audit.py."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page

MODULES = Path(__file__).parent / "node_modules"
# htmx reads attributes of its own, which no standard of HTML knows.
OF_HTMX = (
    r".*(Attribute|attribute).{1,3}hx-[a-z]+(:[0-9a-z]+)?.{1,3}(not allowed|is not serializable).*"
)


class Ibm:
    """IBM Equal Access; what it holds for possible only is a hint to people, and is not asked for."""

    name = "IBM Equal Access"

    def __init__(self) -> None:
        self._engine = (MODULES / "accessibility-checker-engine" / "ace.js").read_text("utf-8")

    def looks(self, page: Page) -> list[str]:
        page.evaluate(f"() => {{ {self._engine}; window.ace = ace }}")
        found: list[str] = page.evaluate(
            """async () => (await new ace.Checker().check(document, ["WCAG_2_2"])).results
              .filter((it) => it.value[0] === "VIOLATION" && it.value[1] === "FAIL")
              .map((it) => `${it.ruleId}: ${it.message} ${it.snippet}`.slice(0, 240))"""
        )
        return found


class Nu:
    """The Nu HTML checker. It starts slowly, so pages are kept and read all at once."""

    name = "Nu HTML Checker"

    def __init__(self, folder: Path) -> None:
        if not shutil.which("java"):
            raise SystemExit("The Nu HTML checker needs java: apt-get install default-jre-headless")
        self._folder = folder
        folder.mkdir(parents=True)

    def keeps(self, page: Page, name: str) -> None:
        (self._folder / f"{name}.html").write_text(page.content(), "utf-8")

    def reads(self) -> dict[str, list[str]]:
        """What is wrong with each page that was kept."""
        jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
        command = ["java", "-jar", str(jar), "--format", "json", "--filterpattern", OF_HTMX]
        run = subprocess.run(
            [*command, str(self._folder)], capture_output=True, text=True, check=False
        )
        return _errors(json.loads(run.stderr)["messages"])


def _errors(messages: Iterable[dict[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for it in messages:
        if it["type"] == "error":
            told = f"{it['message']}: {it.get('extract', '')}"
            found.setdefault(Path(it["url"]).stem, []).append(told)
    return found


def versions() -> dict[str, str]:
    """Of the packages as they are installed."""
    return {
        name: json.loads((MODULES / name / "package.json").read_text("utf-8"))["version"]
        for name in ("accessibility-checker-engine", "vnu-jar")
    }
