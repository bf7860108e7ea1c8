"""The project's files as the house tests read them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "rvr_portal"
TEMPLATES = PACKAGE / "templates"
STATIC = PACKAGE / "static"

Attributes = dict[str, str | None]


def python_files() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def templates() -> list[Path]:
    """Every template."""
    return sorted(TEMPLATES.rglob("*.html"))


def name(path: Path) -> str:
    """The path as people say it."""
    return path.relative_to(ROOT).as_posix()


def tags(source: str) -> Iterator[tuple[str, Attributes]]:
    """Every start tag of a template with its attributes; what Jinja fills in reads "x"."""
    found: list[tuple[str, Attributes]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    plain = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", source, flags=re.DOTALL)
    Reader().feed(re.sub(r"\{\{.*?\}\}", "x", plain, flags=re.DOTALL))
    return iter(found)


def named_templates(source: str) -> set[str]:
    """Patterns for the template names that a Python module holds, f-strings included."""
    tree = ast.parse(source)
    inside = {
        id(part) for it in ast.walk(tree) if isinstance(it, ast.JoinedStr) for part in it.values
    }
    patterns = (_pattern(it) for it in ast.walk(tree) if id(it) not in inside)
    return {it for it in patterns if it.endswith(r"\.html")}


def _pattern(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_pattern(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return "[a-z_0-9]+"
    return (
        re.escape(node.value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        else ""
    )
