"""Run a command with a coturn of its own beside it: what `make run` starts the portal with.

It listens on this machine's loopback and relays to nothing else, by a secret that is made anew each time. What is
set already of RVR_TURN_URLS, RVR_TURN_SECRET and RVR_ICE_POLICY stands; where the addresses are, no coturn starts.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

SHIPPED = Path(__file__).with_name("turnserver.conf")
# Lines of the shipped file that hold for a public machine only.
NOT_HERE = (
    "realm",
    "cert",
    "pkey",
    "cipher-list",
    "listening-port",
    "tls-listening-port",
    "denied-peer-ip",
)
MISSING = (
    "coturn (or setpriv of util-linux) is not installed, so calls go straight from browser to browser: that "
    "works between two browsers on this machine and on few networks. `apt-get install coturn` mends it."
)


def configuration(port: int, secret: str) -> str:
    """The shipped file for one machine: no peer but the loopback."""
    kept = [
        line
        for line in SHIPPED.read_text("utf-8").splitlines()
        if line and not line.startswith("#") and line.split("=")[0] not in NOT_HERE
    ]
    here = (
        f"static-auth-secret={secret}",
        "realm=localhost",
        "listening-ip=127.0.0.1",
        "relay-ip=127.0.0.1",
        f"listening-port={port}",
        "no-tls",
        "allow-loopback-peers",
        "allowed-peer-ip=127.0.0.1",
        "denied-peer-ip=0.0.0.0-255.255.255.255",
        "pidfile=/dev/null",
    )
    return "\n".join([*kept, *here, ""])


def start(port: int, secret: str) -> bool:
    """Start coturn; whether it listens."""
    # In memory, since whoever lists processes sees their arguments, and a file would stay behind.
    file = os.memfd_create("turnserver.conf")
    os.write(file, configuration(port, secret).encode())
    # It ends with this process, even where that is killed: the kernel tells it.
    process = subprocess.Popen(
        ["setpriv", "--pdeathsig", "TERM", "turnserver", "-c", f"/proc/self/fd/{file}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[file],
    )
    os.close(file)
    for _ in range(60):
        if process.poll() is not None:
            return False
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    """One that is free for UDP and TCP now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings() -> dict[str, str]:
    """What the portal needs to know of it; empty, with a line on the terminal, where there is none."""
    if not (shutil.which("turnserver") and shutil.which("setpriv")):
        print(MISSING)
        return {}
    port = free_port()
    secret = os.environ.get("RVR_TURN_SECRET") or secrets.token_urlsafe(32)
    if not start(port, secret):
        print("coturn did not start, so calls go straight from browser to browser.")
        return {}
    print(
        f"Calls are relayed where they must be by coturn on 127.0.0.1:{port}, on this machine only."
    )
    urls = ",".join(f"turn:127.0.0.1:{port}?transport={it}" for it in ("udp", "tcp"))
    return {"RVR_TURN_URLS": urls, "RVR_TURN_SECRET": secret, "RVR_ICE_POLICY": "all"}


def main(command: Sequence[str]) -> None:
    """Become the command."""
    known = {} if os.environ.get("RVR_TURN_URLS") else settings()
    sys.stdout.flush()
    told = {name: value for name, value in os.environ.items() if value}
    os.execvpe(command[0], list(command), {**known, **told})  # noqa: S606 - the command is ours


if __name__ == "__main__":
    main(sys.argv[1:])
