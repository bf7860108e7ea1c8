"""Which part may import which: the arrows, read from the imports."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, name, python_files

ARROWS = {
    "domain": set(),
    "ports": {"domain"},
    "pseudo": set(),
    "catalogues": set(),
    "i18n": {"pseudo", "catalogues"},
    "settings": set(),
    "store": {"domain", "ports"},
    "adapters": {"domain", "ports", "i18n"},
    "services": {"domain", "ports", "i18n"},
    "web": {"domain", "ports", "services", "i18n"},
    "wiring": {"settings", "domain", "ports", "store", "adapters", "i18n"},
    "cli": {"settings", "wiring", "services", "web", "domain", "ports", "i18n", "catalogues"},
    "__init__": {"settings", "wiring", "services", "web", "domain", "ports", "cli"},
}
# Whoever must serve pages or keep rows in another way finds all of it in one place.
ONLY_IN = {
    "flask": {"web", "cli", "__init__"},
    "werkzeug": {"web", "cli", "__init__"},
    "flask_limiter": {"web", "cli", "__init__"},
    "flask_wtf": {"web"},
    "flask_compress": {"web", "__init__"},
    "wtforms": {"web"},
    "htmx_flask": {"web"},
    "whitenoise": {"web"},
    "click": {"cli"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
}
PURE = {"itsdangerous", "rvr_portal", *sys.stdlib_module_names}
FACES = ({"web", "victim"}, {"web", "officer"})


def imports(source: str) -> Iterator[str]:
    """Every imported name in full; those inside functions and for types alone count too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def wrong_arrows(module: str, source: str) -> list[str]:
    """What this module, "web.officer.board", imports and may not."""
    layer = module.split(".")[0]
    return [target for target in imports(source) if not _may(layer, module, target)]


def _may(layer: str, module: str, target: str) -> bool:
    top, *rest = target.split(".")
    if top == "rvr_portal":
        part = rest[0] if rest and rest[0] in ARROWS else "__init__"
        return part in ARROWS[layer] | {layer} and not _meets_other_face(module, rest)
    return layer in ONLY_IN.get(top, {layer}) and (layer != "domain" or top in PURE)


def _meets_other_face(module: str, target: list[str]) -> bool:
    here, there = set(module.split(".")[:2]), set(target[:2])
    return here in FACES and there in FACES and here != there


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts)


@pytest.mark.parametrize("path", python_files(), ids=name)
def test_only_allowed_arrows(path: Path) -> None:
    assert wrong_arrows(_module(path), path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("domain.visit", "import flask"),
        ("domain.visit", "import sqlalchemy"),
        ("domain.visit", "from rvr_portal.ports import Portal"),
        ("services.calls", "from rvr_portal.store.visits import VisitRows"),
        ("services.calls", "from rvr_portal import wiring"),
        ("services.calls", "def f():\n    from flask import g"),
        ("web.victim.call", "from rvr_portal.web.officer import board"),
        ("web.officer.call", "from rvr_portal.web import victim"),
        ("web.render", "from sqlalchemy import select"),
        ("wiring", "from rvr_portal import create_app"),
    ],
)
def test_a_wrong_arrow_is_seen(module: str, source: str) -> None:
    assert wrong_arrows(module, source)


@pytest.mark.parametrize("path", python_files(), ids=name)
def test_names_say_what_a_file_is_for(path: Path) -> None:
    assert not {"utils", "helpers", "manager", "common"} & set(_module(path).split("."))
