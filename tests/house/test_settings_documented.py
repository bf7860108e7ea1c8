"""A setting or command that nobody can read about does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import click
import pytest
from flask import Flask

from rvr_portal.settings import Settings
from tests.house.tree import ROOT, python_files

_PAGES = (ROOT / "README.md", ROOT / "docs" / "operating.md")
_NAMES = {f"RVR_{field.name.upper()}" for field in fields(Settings)} | {
    name
    for path in python_files()
    for name in re.findall(r"\"(RVR_[A-Z_]+[A-Z])\"", path.read_text("utf-8"))
}
_FLASKS_OWN = {"run", "shell", "routes"}


def commands(group: click.Group, before: str = "") -> Iterator[str]:
    """Every command in full, as in "visit create"."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        elif f"{before}{name}" not in _FLASKS_OWN:
            yield f"{before}{name}"


@pytest.fixture(scope="module")
def documented() -> str:
    return "\n".join(page.read_text("utf-8") for page in _PAGES if page.exists())


@pytest.mark.parametrize("name", sorted(_NAMES))
def test_settings_are_documented(documented: str, name: str) -> None:
    assert re.search(rf"\b{name}\b", documented)


def test_commands_are_documented(documented: str, app: Flask) -> None:
    found = list(commands(app.cli))
    assert found
    assert [it for it in found if not re.search(rf"\b{it}\b", documented)] == []
