"""Scripts and style sheets: light on the wire, never stale, and still there for a page of the release before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from rvr_portal.web import assets

WORD = "two\n  lines " * 20
SCRIPT = f"/** Says what it is. */\nexport const word = `{WORD}`; // and why\n"
LIGHT = f"export const word=`{WORD}`".encode()


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A script and a vendored one in folders of their own."""
    folder = tmp_path / "static"
    for name in ("js/word.js", "vendor/word.js"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(SCRIPT, "utf-8")
    monkeypatch.setattr(assets, "STATIC", folder)
    monkeypatch.setattr(assets, "BUILT", tmp_path / "built")
    assets._version.cache_clear()
    yield folder
    assets._version.cache_clear()


def served(path: str, version: str = "", **headers: str) -> tuple[int, bytes, str | None]:
    """What a browser gets from a portal that has just started."""
    assets._version.cache_clear()
    app = Flask("portal", static_folder=None)
    assets.install(app)
    url = f"/static/{version or assets._version()}/{path}"
    with app.test_client().get(url, headers=headers) as answer:
        return answer.status_code, answer.data, answer.headers.get("Content-Encoding")


@pytest.mark.usefixtures("static")
def test_what_was_not_built_is_served_as_it_was_written() -> None:
    assert served("js/word.js", **{"Accept-Encoding": "br"}) == (200, SCRIPT.encode(), None)


@pytest.mark.usefixtures("static")
def test_what_was_built_is_light_and_compressed() -> None:
    assets.build()
    assert served("js/word.js") == (200, LIGHT, None)
    assert served("js/word.js", **{"Accept-Encoding": "br"})[2] == "br"
    assert served("vendor/word.js") == (200, SCRIPT.encode(), None)


def test_what_was_changed_since_is_never_stale(static: Path) -> None:
    assets.build()
    (static / "js/word.js").write_text("export const word = 3;\n", "utf-8")
    assert served("js/word.js", **{"Accept-Encoding": "br"})[1] == b"export const word = 3;\n"


def test_a_page_of_the_release_before_still_gets_its_scripts(static: Path) -> None:
    assets.build()
    before = assets._version()
    (static / "js/word.js").write_text("export const word = 3;\n", "utf-8")
    assets.build()
    assert served("js/word.js", before)[1] == LIGHT
    assert served("js/word.js")[1] == b"export const word=3"


def test_the_oldest_releases_go(static: Path) -> None:
    for age in range(assets.KEPT + 2):
        (static / "js/word.js").write_text(f"export const word = {age};\n", "utf-8")
        assets.build()
        for folder in assets.BUILT.iterdir():
            os.utime(folder, (folder.stat().st_mtime - 10, folder.stat().st_mtime - 10))
    assert len(list(assets.BUILT.iterdir())) == assets.KEPT


def test_what_is_light_is_still_for_old_phones() -> None:
    written = "try {\n  go();\n} catch (error) {\n  // Stays.\n}\n"
    assert assets.light("js/go.js", written) == "try{go()}catch(e){}"


@pytest.mark.usefixtures("static")
def test_a_page_carries_the_light_file_where_it_was_built() -> None:
    carried = assets.inlined.__wrapped__
    assert carried("js/word.js") == SCRIPT
    assets.build()
    assert carried("js/word.js").encode() == LIGHT
