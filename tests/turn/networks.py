"""Three networks on this machine: hers, the desk's, and the one between with the portal and the relay."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

# Nobody's: these networks lead nowhere. The relay's must not be a special-purpose address, or no call reaches it.
PORTAL, RELAY = "11.0.77.1", "11.0.77.2"
HERS, DESKS = "10.77.1.2", "10.77.2.2"
HERS_6, DESKS_6 = "2a00:77:1::2", "2a00:77:2::2"

needs_networks = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("ip") is None or shutil.which("nsenter") is None,
    reason="networks of their own take root, and the packages iproute2 and util-linux",
)


class Networks:
    """`her` and `desk` can reach each other, so that a call which goes straight would be seen."""

    def __init__(self) -> None:
        mark = f"rvr{os.getpid()}"
        self.her, self.desk, self.middle = f"{mark}-h", f"{mark}-d", f"{mark}-m"

    def __enter__(self) -> Networks:
        try:
            self._make()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _make(self) -> None:
        for name in (self.her, self.desk, self.middle):
            _ip("netns", "add", name)
            _ip("-n", name, "link", "set", "lo", "up")
        for address in (PORTAL, RELAY):
            _ip("-n", self.middle, "addr", "add", f"{address}/32", "dev", "lo")
        for name, own, own_6 in ((self.her, HERS, HERS_6), (self.desk, DESKS, DESKS_6)):
            self._join(name, (own, own_6))
        for family in ("ipv4/ip_forward", "ipv6/conf/all/forwarding"):
            self._run("sh", "-c", f"echo 1 > /proc/sys/net/{family}")

    def _join(self, name: str, addresses: tuple[str, str]) -> None:
        """A line from this network to the middle, which routes."""
        near, far = f"n{name[-1]}", f"f{name[-1]}"
        pair = ("type", "veth", "peer", "name", far, "netns", self.middle)
        _ip("-n", name, "link", "add", near, *pair)
        for address in addresses:
            kept = ("nodad",) if ":" in address else ()
            long = "64" if ":" in address else "24"
            router = address[:-1] + "1"
            _ip("-n", name, "addr", "add", f"{address}/{long}", "dev", near, *kept)
            _ip("-n", self.middle, "addr", "add", f"{router}/{long}", "dev", far, *kept)
        for network, link in ((name, near), (self.middle, far)):
            _ip("-n", network, "link", "set", link, "up")
        for address in addresses:
            family = "-6" if ":" in address else "-4"
            _ip("-n", name, family, "route", "add", "default", "via", address[:-1] + "1")

    def __exit__(self, *_: object) -> None:
        for name in (self.her, self.desk, self.middle):
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)

    @staticmethod
    def inside(name: str) -> list[str]:
        """What to put before a command that is to run in this network."""
        return ["nsenter", f"--net=/run/netns/{name}"]

    def starter(self, name: str, program: str, folder: Path) -> str:
        """A program of its own that starts another one in this network."""
        path = folder / name
        path.write_text(f'#!/bin/sh\nexec {" ".join(self.inside(name))} {program} "$@"\n')
        path.chmod(0o700)
        return str(path)

    def forwarded(self) -> int:
        """How many packets the middle has handed on from one of the others to the other."""
        told = self._run("cat", "/proc/net/snmp", "/proc/net/snmp6").splitlines()
        names, numbers = (it.split() for it in told if it.startswith("Ip:"))
        [over_6] = [it.split()[1] for it in told if it.startswith("Ip6OutForwDatagrams")]
        return int(numbers[names.index("ForwDatagrams")]) + int(over_6)

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            [*self.inside(self.middle), *command], capture_output=True, text=True, check=True
        )
        return done.stdout


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], capture_output=True, check=True)
