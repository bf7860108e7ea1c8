"""coturn with the configuration that is shipped; a test says addresses, ports and the secret, and nothing else."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.browser.server import ROOT, free_port
from tests.certificate import a_certificate

SHIPPED = ROOT / "deploy" / "coturn" / "turnserver.conf"
SECRET = "a-secret-that-only-these-tests-know"
# What an operator fills in; all the rest of the file is what is tested.
SITE = ("static-auth-secret", "realm", "listening-ip", "relay-ip", "cert", "pkey")
PORTS = ("listening-port", "tls-listening-port")

needs_coturn = pytest.mark.skipif(
    shutil.which("turnserver") is None, reason="coturn is not installed: `make test` installs it"
)


class Relay:
    """A running coturn; what it says of itself goes to a file that the test reads."""

    def __init__(
        self,
        folder: Path,
        address: str = "127.0.0.1",
        *,
        relays: Sequence[str] = (),
        port: int = 0,
        tls_port: int = 0,
        inside: Sequence[str] = (),
        extra: Sequence[str] = (),
    ) -> None:
        self.address, self.inside, self.folder = address, inside, folder
        self.port, self.tls_port = port or free_port(), tls_port or free_port()
        cert, key = a_certificate(folder, address)
        lines = [
            f"static-auth-secret={SECRET}",
            "realm=call.test",
            f"listening-ip={address}",
            *(f"relay-ip={it}" for it in relays or (address,)),
            f"cert={cert}",
            f"pkey={key}",
            f"listening-port={self.port}",
            f"tls-listening-port={self.tls_port}",
            *extra,
        ]
        self.configuration = folder / "turnserver.conf"
        self.configuration.write_text("\n".join([*self._kept(), *lines, ""]))
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def _kept() -> list[str]:
        lines = SHIPPED.read_text("utf-8").splitlines()
        return [it for it in lines if it.split("=")[0] not in (*SITE, *PORTS)]

    @property
    def urls(self) -> dict[str, str]:
        """Each way to it, by its name in the statistics of a browser."""
        return {
            "udp": f"turn:{self.address}:{self.port}?transport=udp",
            "tcp": f"turn:{self.address}:{self.port}?transport=tcp",
            "tls": f"turns:{self.address}:{self.tls_port}?transport=tcp",
        }

    def starts(self) -> None:
        with (self.folder / "coturn.log").open("wb") as log:
            self._process = subprocess.Popen(
                [*self.inside, "turnserver", "-c", str(self.configuration), "--pidfile=/dev/null"],
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        for _ in range(100):
            if self._answers():
                return
            time.sleep(0.05)
        raise AssertionError(self.log)

    def _answers(self) -> bool:
        """Whether it listens: seen from outside of its namespace too."""
        ports = subprocess.run(
            [*self.inside, "cat", "/proc/net/tcp"], capture_output=True, text=True, check=True
        ).stdout
        packed = socket.inet_aton(self.address)[::-1].hex().upper()
        return all(f"{packed}:{port:04X}" in ports for port in (self.port, self.tls_port))

    def stops(self) -> None:
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(5)

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    @property
    def log(self) -> str:
        return (self.folder / "coturn.log").read_text("utf-8", "replace")
