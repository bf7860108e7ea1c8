"""The trace budget: a visit leaves in a browser's own folder what `traces.toml` states, and nothing more."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path
from typing import Any

import brotli
import pytest
from playwright.sync_api import Playwright

from rvr_portal.ports import Portal
from rvr_portal.services import board
from tests import cast
from tests.browser.discretion import draw_traces
from tests.browser.discretion.engines import ENGINES, missing
from tests.browser.discretion.search import SIMPLE_CACHE, found
from tests.browser.discretion.traces import ENDINGS, HOST, left_by
from tests.browser.server import Server

pytestmark = pytest.mark.browser

BUDGET = draw_traces.BUDGET
NEEDLE = "https://quiet-otter.localhost/v"
PACKED = {
    "plain": f"x{NEEDLE}x".encode(),
    "wide": b"odd" + NEEDLE.encode("utf-16-le"),
    "gzip": b"before" + gzip.compress(NEEDLE.encode()) + b"behind",
    "brotli": brotli.compress(NEEDLE.encode() * 40) + b"behind",
    "simple cache": SIMPLE_CACHE
    + struct.pack("<III", 5, 3, 0)
    + b"\0\0\0\0key"
    + brotli.compress(NEEDLE.encode() * 40),
    # Six letters as they are, four again from six back, five more: as Firefox packs its sessions.
    "lz4": b"mozLz40\0\0\0\0\0" + b"\x60quiet-" + b"\x06\0" + b"\x50otter",
}


def _one(engine: str) -> Any:
    return engine if engine == "chromium" else pytest.param(engine, marks=pytest.mark.long)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("engine", [_one(it) for it in BUDGET if it != "words"])
def test_nothing_more_is_left_than_the_budget_states(
    engine: str,
    ending: str,
    profile: Path,
    playwright: Playwright,
    server: Server,
    portal: Portal,
    weather_url: str,
) -> None:
    """QE-13, QE-14, QE-15, QE-16: read from every file that the browser wrote."""
    lacks = missing(engine)
    if lacks:
        pytest.skip(f"no {engine} here: it needs {lacks}")
    visit, token = cast.a_link(portal, practice=True)
    link = f"http://{HOST}:{server.port}/j/{token}"

    def gone() -> bool:
        return "left.quickly" in {it.act for it in board.timeline(portal, visit.id)}

    browser = ENGINES[engine](playwright, profile)
    seen = left_by(browser, ending, profile, link, weather_url + "?before", gone)
    draw_traces.keep(engine, ending, seen)
    budget = BUDGET[engine]
    assert seen.back == []
    if seen.listed is not None:
        assert set(seen.listed) <= set(budget["listed"][ending])
    places: dict[str, set[str]] = {}
    for it in budget["left"]:
        if ending in it.get("after", ENDINGS):
            places.setdefault(it["where"], set()).update(it["what"])
    more = {
        where: what - places.get(where, set())
        for where, what in seen.files.items()
        if what - places.get(where, set())
    }
    assert more == {}
    assert seen.downloads == 0


def test_words_are_found_however_they_are_packed(tmp_path: Path) -> None:
    """A search that finds nothing must be one that would."""
    for name, data in PACKED.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "other").write_bytes(gzip.compress(b"loud otter"))
    wanted = {"it": ["quiet-otter", "quiet-quieotter"]}
    assert found(tmp_path, wanted) == {name: {"it"} for name in PACKED}
