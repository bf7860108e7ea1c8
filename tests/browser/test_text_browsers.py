"""Her way up to the call in browsers that show nothing but text: Lynx by its keys, and what w3m reads out."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.browser.server import Server

pytestmark = pytest.mark.browser

ENTER, DOWN = "^J", "Down Arrow"


def lynx(folder: Path, url: str, *keys: str) -> str:
    """What a terminal shows meanwhile; a key that is a sentence goes to where that stands on the page."""
    pressed: list[str] = []
    for key in keys:
        pressed += [key] if key in {ENTER, DOWN} else ["/", *key.replace(" ", "~"), ENTER]
    lines = [f"key {'<space>' if it == '~' else it}\n" for it in [*pressed, "q", "y"]]
    (folder / "keys").write_text("".join(lines))
    command = ["lynx", "-accept_all_cookies", "-nopause", f"-cmd_script={folder / 'keys'}", url]
    return subprocess.run(
        ["script", "-qec", shlex.join(command), "/dev/null"],
        env={**os.environ, "TERM": "vt100", "LINES": "200", "COLUMNS": "80"},
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout.decode(errors="replace")


def test_from_the_link_to_the_waiting_room(server: Server, tmp_path: Path) -> None:
    made = server.makes_a_visit()
    start = (DOWN, DOWN, ENTER)
    shown = lynx(
        tmp_path, made["url"], *start, "Yes, I am alone", ENTER, "Go on", ENTER, "Go on", ENTER
    )
    assert server.tells_of(made["visit"])["state"] == "waiting"
    assert "Please wait for your officer" in shown


def test_not_safe(server: Server, tmp_path: Path) -> None:
    made = server.makes_a_visit()
    lynx(tmp_path, made["url"], DOWN, DOWN, ENTER, "No, or I am not sure", ENTER)
    assert server.tells_of(made["visit"])["state"] == "unsafe"


def test_leaving_is_the_second_thing_on_the_page(server: Server, tmp_path: Path) -> None:
    made = server.makes_a_visit()
    lynx(tmp_path, made["url"], DOWN, DOWN, ENTER, "Leave this page", ENTER)
    assert server.tells_of(made["visit"])["state"] == "left"


def test_w3m_reads_the_first_page_in_its_order(server: Server) -> None:
    link = server.makes_a_visit()["url"]
    told = subprocess.run(["w3m", "-dump", link], capture_output=True, text=True, check=True)
    order = ("Leave this page", "You have a video appointment", "Start", "Not now", "Language")
    places = [told.stdout.index(it) for it in order]
    assert places == sorted(places)
