"""The shipped configuration of coturn lets in whom the portal sent, and reaches nothing that it must not."""

from __future__ import annotations

import secrets
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rvr_portal.adapters.turn import TurnServers
from tests.browser.server import free_port
from tests.turn.client import TurnClient
from tests.turn.relay import SECRET, SHIPPED, Relay, needs_coturn

pytestmark = needs_coturn

UNAUTHORISED, FORBIDDEN, OTHER_FAMILY, QUOTA = 401, 403, 443, 486
TCP = 6
PUBLIC = ("8.8.8.8", "81.2.69.160", "1.1.1.1", "193.99.144.80")
# The first and last address of each special-purpose range, and what lies there that one would want to reach.
SPECIAL = (
    "0.0.0.0", "0.0.0.1",  # noqa: S104 - a name to ask for
    "0.255.255.255", "10.0.0.0", "10.0.0.1", "10.255.255.255",
    "100.64.0.0", "100.100.100.200", "100.127.255.255", "127.0.0.0", "127.0.0.1", "127.255.255.255",
    "169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0", "172.17.0.1", "172.31.255.255",
    "192.0.0.0", "192.0.0.192", "192.0.0.255", "192.0.2.0", "192.0.2.255", "192.31.196.1",
    "192.52.193.1", "192.88.99.0", "192.88.99.255", "192.168.0.0", "192.168.1.1", "192.168.255.255",
    "192.175.48.1", "198.18.0.0", "198.19.255.255", "198.51.100.0", "198.51.100.255",
    "203.0.113.0", "203.0.113.255", "224.0.0.0", "239.255.255.250", "240.0.0.0", "255.255.255.255",
)  # fmt: skip
SPECIAL_6 = (
    "::", "::1", "::127.0.0.1", "::10.0.0.1", "::10.0.0.0", "::10.0.1.0", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:10.0.0.0", "::ffff:10.0.1.0", "::ffff:0:10.0.0.0",
    "::ffff:169.254.169.254", "::ffff:192.168.1.1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "100::1", "100:0:0:1::1", "2001::1",
    "2001:2::1", "2001:20::1", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::1",
    "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2002::1", "2002:a00:1::1", "2620:4f:8000::1",
    "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::a9fe:a9fe", "fec0::1",
    "ff02::1", "ff0e::1",
)  # fmt: skip


def a_credential(*, until: timedelta = timedelta(hours=1), secret: str = SECRET) -> tuple[str, str]:
    """As her page gets it."""
    servers = TurnServers(("turn:call.test",), secret, "relay")
    told: Any = servers.for_side(secrets.token_hex(8), "victim", until=datetime.now(UTC) + until)
    return told["iceServers"][0]["username"], told["iceServers"][0]["credential"]


def a_client_at(port: int, *credential: str) -> TurnClient:
    connected = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    connected.connect(("127.0.0.1", port))
    return TurnClient(connected, *credential)


def a_client(relay: Relay, *credential: str, way: str = "udp") -> TurnClient:
    known = credential or a_credential()
    if way == "udp":
        return a_client_at(relay.port, *known)
    connected = socket.create_connection(
        (relay.address, relay.tls_port if way == "tls" else relay.port)
    )
    if way == "tls":
        trusting = ssl.create_default_context(cafile=relay.folder / "cert.pem")
        connected = trusting.wrap_socket(connected, server_hostname=relay.address)
        assert connected.version() in ("TLSv1.2", "TLSv1.3")
    return TurnClient(connected, *known)


@pytest.fixture
def client(relay: Relay) -> Iterator[TurnClient]:
    """One that has a relay over IPv4."""
    with a_client(relay) as made:
        assert made.allocates() == 0
        yield made


@pytest.fixture
def client_6(relay: Relay) -> Iterator[TurnClient]:
    """One that has a relay over IPv6, as a later coturn might give."""
    with a_client(relay) as made:
        assert made.allocates(ipv6=True) == 0
        assert made.relayed == "::1"
        yield made


@pytest.mark.parametrize("way", ["udp", "tcp", "tls"])
def test_who_comes_from_the_portal_gets_a_relay(relay: Relay, way: str) -> None:
    with a_client(relay, way=way) as client:
        assert client.allocates() == 0
        assert client.relayed == "127.0.0.1"


def test_a_secret_is_changed_and_a_port_added_as_the_file_says(tmp_path: Path) -> None:
    newer, port = "a-newer-secret-that-is-as-long-as-it", free_port()
    running = Relay(tmp_path, extra=(f"static-auth-secret={newer}", f"aux-server=127.0.0.1:{port}"))
    running.starts()
    try:
        for secret in (SECRET, newer):
            with a_client(running, *a_credential(secret=secret)) as client:
                assert client.allocates() == 0
        running.tls_port = port
        with a_client(running, way="tls") as client:
            assert client.allocates() == 0
    finally:
        running.stops()


@pytest.mark.parametrize(
    "credential",
    [
        a_credential(until=timedelta(seconds=-1)),
        a_credential(secret="another-secret-that-is-as-long-as-it"),
        (a_credential()[0].replace(":", "0:"), a_credential()[1]),
        ("nobody", "nothing"),
        ("", ""),
    ],
    ids=["expired", "forged", "prolonged", "made up", "empty"],
)
def test_nobody_else_gets_one(relay: Relay, credential: tuple[str, str]) -> None:
    with a_client(relay, *credential) as client:
        assert client.allocates() == UNAUTHORISED


def test_a_public_address_may_be_a_peer(client: TurnClient) -> None:
    """So that a refusal below is a rule's. No packet leaves: asking sends none to the peer."""
    assert [it for it in PUBLIC if client.permits(it) != 0] == []
    assert client.binds(PUBLIC[0]) == 0


def test_no_special_address_is_a_peer(client: TurnClient) -> None:
    assert [it for it in SPECIAL if client.permits(it) != FORBIDDEN] == []
    assert [it for it in SPECIAL if client.binds(it) != FORBIDDEN] == []


def test_no_special_address_is_a_peer_over_ipv6(client_6: TurnClient) -> None:
    """IPv4 inside of IPv6 too: what CVE-2026-27624 lets through is a range of its own here."""
    assert client_6.permits("2a00:1450::1") == 0
    assert [it for it in SPECIAL_6 if client_6.permits(it) != FORBIDDEN] == []
    assert [it for it in SPECIAL_6 if client_6.binds(it) != FORBIDDEN] == []


def test_a_relay_over_ipv4_has_no_peer_over_ipv6(client: TurnClient) -> None:
    told = {client.permits(it) for it in (*SPECIAL_6, "2a00:1450::1")}
    assert told <= {FORBIDDEN, OTHER_FAMILY}


def test_nothing_is_relayed_over_tcp(relay: Relay) -> None:
    """What listens on the relay's own machine by TCP is then out of reach."""
    with a_client(relay) as client:
        assert client.allocates(transport=TCP) != 0


def test_one_credential_cannot_take_all(relay: Relay) -> None:
    credential = a_credential()
    clients = [a_client(relay, *credential) for _ in range(33)]
    try:
        assert [it.allocates() for it in clients[:32]] == [0] * 32
        assert clients[32].allocates() == QUOTA
    finally:
        for it in clients:
            it.__exit__()


def test_it_tells_neither_its_name_nor_its_version(relay: Relay) -> None:
    with a_client(relay) as client:
        client.allocates()
        assert b"oturn" not in client.heard


def test_nothing_that_it_does_is_written_down(relay: Relay, client: TurnClient) -> None:
    client.permits(PUBLIC[0])
    assert not any(it in relay.log for it in (*PUBLIC, "session", "realm", client.relayed + ":"))
    kept = {it.name for it in relay.folder.iterdir()}
    assert kept == {"turnserver.conf", "coturn.log", "cert.pem", "key.pem"}
    opened = {str(it.readlink()) for it in Path(f"/proc/{relay.pid}/fd").iterdir()}
    files = {it for it in opened if it.startswith("/") and not it.startswith(("/dev/", "/proc/"))}
    assert files <= {str(relay.folder / "coturn.log"), "/var/lib/turn/turndb"}


def test_what_is_shipped_holds_no_secret() -> None:
    lines = SHIPPED.read_text("utf-8").splitlines()
    assert not any(it.startswith(("static-auth-secret", "user=")) for it in lines)
