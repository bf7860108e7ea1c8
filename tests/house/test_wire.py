"""What a cheap phone has to load before a call: the call's own scripts are at most 16 KB on the wire."""

from __future__ import annotations

import re

import brotli

from rvr_portal.web.assets import light, modules
from tests.house.tree import STATIC

LIMIT = 16 * 1024
_IMPORT = re.compile(r"""(?:\bfrom|\bimport\(?)\s*["']\./([a-z_]+\.js)["']""")


def graph(*roots: str) -> dict[str, str]:
    """Every module that these lead to, those loaded later included, as it is served."""
    found: dict[str, str] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = light(f"js/{name}", (STATIC / "js" / name).read_text("utf-8"))
            waiting += _IMPORT.findall(found[name])
    return found


def weight(modules: dict[str, str]) -> int:
    """Bytes on the wire, each file compressed by itself."""
    return sum(len(brotli.compress(text.encode())) for text in modules.values())


def test_the_scripts_of_the_call_are_light() -> None:
    found = graph("main.js", "call.js", "chat.js", "figures.js")
    # Comes when she asks for it, and has nothing to do with a call.
    del found["aloud.js"]
    assert weight(found) <= LIMIT


def test_imports_are_followed() -> None:
    found = graph("call.js")
    assert {"peer.js", "practice.js", "live.js"} <= found.keys()
    assert "checks.js" not in found


def test_all_that_a_call_page_needs_is_asked_for_at_once() -> None:
    later = ("practice.js", "bridge.js")
    assert set(modules("call.js", *later)) == graph("call.js").keys()
