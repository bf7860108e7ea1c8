"""TURN credentials: as coturn checks them, for the visit's time, and without anything personal."""

from __future__ import annotations

import base64
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from rvr_portal.adapters.turn import TurnServers

UNTIL = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
URLS = ("turns:turn.example:443?transport=tcp", "turn:turn.example:3478")


def a_server(visit: str = "abc", side: str = "victim") -> dict[str, Any]:
    told = TurnServers(URLS, "secret", "relay").for_side(visit, side, until=UNTIL)
    assert told["iceTransportPolicy"] == "relay"
    [server] = json.loads(json.dumps(told))["iceServers"]
    found: dict[str, Any] = server
    return found


def test_the_credential_is_what_coturn_computes() -> None:
    server = a_server()
    mac = hmac.new(b"secret", server["username"].encode(), "sha1").digest()
    assert server["credential"] == base64.b64encode(mac).decode()
    assert server["urls"] == list(URLS)


def test_it_ends_when_it_is_told_to() -> None:
    until = int(a_server()["username"].split(":")[0])
    assert datetime.fromtimestamp(until, UTC) == UNTIL


def test_the_name_is_another_one_for_each_side_and_visit_and_tells_neither() -> None:
    names = {
        a_server(visit, side)["username"]
        for visit in ("abc", "abd")
        for side in ("victim", "officer")
    }
    assert len(names) == 4
    assert not any("abc" in name or "victim" in name for name in names)


def test_without_servers_there_is_only_the_policy() -> None:
    told = TurnServers((), "", "all").for_side("abc", "victim", until=UNTIL)
    assert told == {"iceServers": [], "iceTransportPolicy": "all"}
