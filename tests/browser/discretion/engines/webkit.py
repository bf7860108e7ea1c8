"""WebKitGTK with stores on disk: its own view in a window, since the driver of MiniBrowser keeps nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

DRIVEN = Path(__file__).with_name("webkit_view.py")
# Debian's Python has its bindings; that of .venv has not.
PYTHON = "/usr/bin/python3"
BINDINGS = "import gi; gi.require_version('WebKit2', '4.1')"


def missing_for_webkit() -> str:
    """What has to be installed; empty where it runs."""
    if not shutil.which("Xvfb"):
        return "the package xvfb"
    tried = subprocess.run([PYTHON, "-c", BINDINGS], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "the packages python3-gi and gir1.2-webkit2-4.1"


class WebKit:
    """One window of it, talked to line by line."""

    def __init__(self, _: Playwright, folder: Path) -> None:
        (folder / "tmp").mkdir(exist_ok=True)
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._screen.stdout
        self._process = subprocess.Popen(
            [PYTHON, str(DRIVEN), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={
                **os.environ,
                "DISPLAY": f":{self._screen.stdout.readline().strip()}",
                "HOME": str(folder),
                "TMPDIR": str(folder / "tmp"),
                "XDG_CACHE_HOME": str(folder / "cache"),
                "XDG_DATA_HOME": str(folder / "data"),
                "LIBGL_ALWAYS_SOFTWARE": "1",
                "NO_AT_BRIDGE": "1",
            },
        )

    def _asks(self, **what: str) -> Any:
        pipes = self._process
        assert pipes.stdin
        assert pipes.stdout
        pipes.stdin.write(json.dumps(what) + "\n")
        pipes.stdin.flush()
        answer = json.loads(pipes.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def goto(self, url: str) -> None:
        self._asks(do="goto", url=url)

    def js(self, script: str) -> Any:
        return self._asks(do="js", script=script)

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout, self._screen.stdout):
            assert pipe
            pipe.close()
        self._process.wait(20)
        self._screen.terminate()
        self._screen.wait(20)

    def version(self) -> str:
        return str(self._asks(do="version"))

    def listed(self, folder: Path) -> list[str] | None:
        """None: the list of visited pages is the business of the browser around it."""
        return None
