"""The real server, as `make run` starts it, on a port and a data folder of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "correct horse battery"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """gunicorn with the shipped configuration; `kill` is a kill -9 of everything it started."""

    # Where it listens, and what starts it: other where the test puts it into a network of its own.
    host = "127.0.0.1"
    inside: Sequence[str] = ()
    # The code that is served: other where it is to be another version.
    root = ROOT

    def __init__(self, folder: Path, **environ: str) -> None:
        self.port = free_port()
        self.folder = folder
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("RVR_")},
            "PORT": str(self.port),
            "RVR_DATA_DIR": str(folder),
            "RVR_SMS": "file",
            "RVR_PSEUDO_LANGUAGES": "1",
            **environ,
        }
        self._process: subprocess.Popen[bytes] | None = None
        self.says("db", "upgrade")

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def starts(self) -> None:
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *self.inside,
                    sys.executable,
                    "-m",
                    "gunicorn",
                    "-c",
                    "gunicorn.conf.py",
                    "-b",
                    f"{self.host}:{self.port}",
                    "app:application",
                ],
                cwd=self.root,
                env=self.environ,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _ in range(200):
            if self.answers():
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text())

    def answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/readyz", timeout=2):  # noqa: S310
                return True
        except OSError:
            return False

    def stops(self) -> None:
        self._ends(signal.SIGTERM)

    def kill(self) -> None:
        self._ends(signal.SIGKILL)

    def _ends(self, how: signal.Signals) -> None:
        if self._process:
            os.killpg(self._process.pid, how)
            self._process.wait(20)
            self._process = None

    def says(self, *arguments: str, **environ: str) -> str:
        """What a command of the portal prints."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "app", *arguments],
            cwd=self.root,
            env={**self.environ, **environ},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def makes_a_visit(self, *arguments: str) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(self.says("visit", "create", "--json", *arguments))
        return made

    def tells_of(self, visit: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.says("visit", "show", visit, "--json"))
        return told

    def adds_an_officer(self, email: str, role: str = "officer") -> None:
        self.says(
            "officer",
            "add",
            email,
            "--role",
            role,
            "--name",
            "Sam Hill",
            "--collar",
            "1234",
            RVR_NEW_PASSWORD=PASSWORD,
        )

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text()

    @property
    def texts(self) -> list[dict[str, str]]:
        path = self.folder / "texts.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
