"""A file or function that grows past its limit is split, or argued for here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, ROOT, STATIC, name, python_files, templates

LINES = 200
FUNCTION = 30
SCRIPT_BYTES = 6 * 1024
# Migrations are one step each, however many columns it has; they are never changed afterwards.
MIGRATIONS = PACKAGE / "store" / "migrations" / "versions"

_OURS = [
    it for it in STATIC.rglob("*") if it.suffix in {".js", ".css"} and "vendor" not in it.parts
]
_FILES = [*python_files(), *templates(), *_OURS, ROOT / "app.py", ROOT / "gunicorn.conf.py"]


def long_functions(source: str) -> Iterator[str]:
    """Functions over the limit; what they take and what they are for is not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            start = node.body[min(ast.get_docstring(node) is not None, len(node.body) - 1)]
            length = (node.end_lineno or node.lineno) - start.lineno + 1
            if length > FUNCTION:
                yield f"{node.name}: {length}"


@pytest.mark.parametrize("path", sorted(_FILES), ids=name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LINES


@pytest.mark.parametrize("path", python_files(), ids=name)
def test_functions_are_short(path: Path) -> None:
    if MIGRATIONS not in path.parents:
        assert list(long_functions(path.read_text("utf-8"))) == []


def test_a_long_function_is_seen() -> None:
    assert list(long_functions("def f():\n" + "    pass\n" * 31)) == ["f: 31"]


@pytest.mark.parametrize("path", sorted(it for it in _OURS if it.suffix == ".js"), ids=name)
def test_scripts_are_light(path: Path) -> None:
    assert path.stat().st_size <= SCRIPT_BYTES
