"""Signals: their shape is checked, and with relays only no address of anybody gets through."""

from __future__ import annotations

import ipaddress
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.call import MAX_BYTES, checked
from rvr_portal.domain.errors import SignalMalformed, SignalTooLarge

PEER, OTHER = "peer-one", "peer-two"
RELAY = "candidate:3 1 udp 41885439 203.0.113.9 50001 typ relay raddr 192.168.1.23 rport 51222"
HOST = "candidate:1 1 udp 2122260223 192.168.1.23 51222 typ host generation 0 ufrag x network-id 1"
REFLEXIVE = (
    "candidate:2 1 udp 1686052607 81.2.69.160 51222 typ srflx raddr 192.168.1.23 rport 51222"
)
IPV6 = "candidate:4 1 udp 2122262783 2001:db8::17 51223 typ host"
MDNS = "candidate:5 1 udp 2122260223 7c4d3b1e.local 51224 typ host"
TCP = "candidate:6 1 tcp 1518280447 192.168.1.23 9 typ host tcptype active"
# As Chromium and Firefox write it after gathering, in a home network behind one address.
SDP = (
    "v=0\r\n"
    "o=mozilla 4611731400430051336 2 IN IP4 192.168.1.23\r\n"
    "s=-\r\n"
    "t=0 0\r\n"
    "a=group:BUNDLE 0\r\n"
    "m=audio 51222 UDP/TLS/RTP/SAVPF 111\r\n"
    "c=IN IP4 81.2.69.160\r\n"
    "a=rtcp:51222 IN IP4 81.2.69.160\r\n"
    f"a={HOST}\r\na={REFLEXIVE}\r\na={IPV6}\r\na={MDNS}\r\na={TCP}\r\na={RELAY}\r\n"
    "a=remote-candidates:1 192.168.1.23 51222\r\n"
    "a=end-of-candidates\r\n"
    "a=ice-ufrag:x\r\n"
    "a=fingerprint:sha-256 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB\r\n"
    "a=mid:0\r\n"
    "a=rtpmap:111 opus/48000/2\r\n"
)
SECRET = ("192.168.1.23", "81.2.69.160", "2001:db8::17", "7c4d3b1e")


def a_signal(kind: object, body: object, **changed: object) -> bytes:
    told = {"peer": PEER, "to": OTHER, "kind": kind, "body": body, **changed}
    return json.dumps(told).encode()


def handed_on(kind: str, body: object, *, relay_only: bool = False) -> dict[str, Any] | None:
    envelope = checked(a_signal(kind, body), relay_only=relay_only)
    if envelope is None:
        return None
    told: dict[str, Any] = json.loads(envelope.text)
    assert (told["peer"], told["to"], told["kind"]) == (PEER, OTHER, kind)
    kept: dict[str, Any] = told["body"]
    return kept


def candidate(line: str) -> dict[str, object]:
    return {"candidate": line, "sdpMid": "0", "sdpMLineIndex": 0}


def relayed(line: str) -> str | None:
    kept = handed_on("candidate", candidate(line), relay_only=True)
    return None if kept is None else str(kept["candidate"])


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("hello", {}),
        ("description", {"type": "offer", "sdp": SDP}),
        ("description", {"type": "answer", "sdp": ""}),
        ("candidate", candidate(HOST)),
        ("candidate", {"candidate": "", "sdpMid": None, "sdpMLineIndex": None}),
        ("state", {"microphone": True, "camera": False, "sound": True, "thin": False}),
        ("bye", {"reason": "hung_up"}),
        ("bye", {"reason": "left"}),
        ("bye", {"reason": "reload"}),
    ],
)
def test_what_the_protocol_knows_is_handed_on_unchanged(kind: str, body: object) -> None:
    assert handed_on(kind, body) == body


def test_a_greeting_may_be_for_whoever_is_there() -> None:
    envelope = checked(a_signal("hello", {}, to=None), relay_only=False)
    assert envelope is not None
    assert json.loads(envelope.text)["to"] is None
    assert envelope.greets


def test_a_greeting_for_one_page_makes_nothing_void() -> None:
    envelope = checked(a_signal("hello", {}), relay_only=False)
    assert envelope is not None
    assert not envelope.greets


def test_only_known_fields_are_handed_on() -> None:
    assert handed_on("hello", {"x": 1}) == {}
    assert handed_on("bye", {"reason": "left", "x": 1}) == {"reason": "left"}
    state = {"microphone": 1, "camera": "yes", "x": True}
    nothing = dict.fromkeys(("microphone", "camera", "sound", "thin"), False)
    assert handed_on("state", state) == nothing
    envelope = checked(a_signal("hello", {}, extra="x"), relay_only=False)
    assert envelope is not None
    assert set(json.loads(envelope.text)) == {"peer", "to", "kind", "body"}


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"\xff\xfe\x00", b"null", b"[]", b'"text"', b"1", b"[" * 20_000, b"9" * 20_000,
        a_signal("hello", {}, peer=None),
        a_signal("hello", {}, peer="short"),
        a_signal("hello", {}, peer="a" * 33),
        a_signal("hello", {}, peer=PEER + "\n"),
        a_signal("hello", {}, peer=12345678),
        a_signal("hello", {}, peer="<script>"),
        a_signal("hello", {}, to="short"),
        a_signal("hello", {}, to=OTHER + "\n"),
        a_signal("hello", {}, to=[OTHER]),
        a_signal("hello", []),
        a_signal("hello", None),
        a_signal("shout", {}),
        a_signal(None, {}),
        a_signal([], {}),
        a_signal("description", {}),
        a_signal("description", {"type": "rollback", "sdp": ""}),
        a_signal("description", {"type": [], "sdp": ""}),
        a_signal("description", {"type": "offer", "sdp": 1}),
        a_signal("candidate", {}),
        a_signal("candidate", {"candidate": None}),
        a_signal("candidate", {"candidate": "", "sdpMid": 0}),
        a_signal("candidate", {"candidate": "", "sdpMLineIndex": "0"}),
        a_signal("candidate", {"candidate": "", "sdpMLineIndex": True}),
        a_signal("candidate", {"candidate": "", "sdpMLineIndex": -1}),
        a_signal("candidate", {"candidate": "", "sdpMLineIndex": 3232235799}),
        a_signal("candidate", {"candidate": "", "sdpMid": "192.168.1.23"}),
        a_signal("candidate", {"candidate": "", "sdpMid": "fe80::1"}),
        a_signal("candidate", {"candidate": "", "sdpMid": "0" * 41}),
        a_signal("bye", {}),
        a_signal("bye", {"reason": "because"}),
        a_signal("bye", {"reason": {}}),
    ],
)  # fmt: skip
def test_what_the_protocol_does_not_know_is_refused(raw: bytes) -> None:
    with pytest.raises(SignalMalformed):
        checked(raw, relay_only=True)


def test_a_signal_has_an_end() -> None:
    full = a_signal("description", {"type": "offer", "sdp": ""})
    fits = a_signal("description", {"type": "offer", "sdp": "a" * (MAX_BYTES - len(full))})
    assert len(fits) == MAX_BYTES
    assert checked(fits, relay_only=False)
    with pytest.raises(SignalTooLarge):
        checked(fits + b" ", relay_only=False)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "sdp", "candidate", "sdpMid", "sdpMLineIndex", "reason"]),
            inside,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_do_harm(raw: bytes, relay_only: bool) -> None:
    try:
        checked(raw, relay_only=relay_only)
    except (SignalMalformed, SignalTooLarge):
        return


@given(st.sampled_from(["hello", "description", "candidate", "state", "bye"]) | JSON, JSON, JSON)
def test_no_body_does_harm(kind: object, body: object, to: object) -> None:
    for policy in (True, False):
        for goal in (OTHER, to):
            try:
                told = checked(a_signal(kind, body, to=goal), relay_only=policy)
            except SignalMalformed:
                continue
            assert told is None or json.loads(told.text)["peer"] == PEER


@pytest.mark.parametrize("line", [HOST, REFLEXIVE, IPV6, MDNS, TCP])
def test_a_candidate_that_is_no_relay_is_dropped(line: str) -> None:
    assert relayed(line) is None
    assert handed_on("candidate", candidate(line)) == candidate(line)


def test_a_relay_keeps_its_own_address_and_loses_what_stands_behind_it() -> None:
    kept = relayed(RELAY)
    assert kept is not None
    assert "203.0.113.9 50001 typ relay" in kept
    assert "raddr 0.0.0.0 rport 0" in kept
    assert not any(address in kept for address in SECRET)


def test_the_end_of_candidates_is_handed_on() -> None:
    assert relayed("") == ""


@pytest.mark.parametrize(
    "line",
    [
        f"{HOST} typ relay",
        f"{HOST} x typ relay raddr 0.0.0.0 rport 0",
        f"{RELAY}\r\na={HOST}",
        f"{RELAY}\na={HOST}",
        "candidate:1 1 udp 1 192.168.1.23 51222  typ relay",
        "x typ relay 192.168.1.23",
    ],
)
def test_the_word_relay_does_not_make_a_relay(line: str) -> None:
    kept = relayed(line) or ""
    assert not any(address in kept for address in SECRET)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_real_description_tells_no_address_but_the_relays(end: str) -> None:
    body = {"type": "offer", "sdp": SDP.replace("\r\n", end)}
    kept = handed_on("description", body, relay_only=True)
    assert kept is not None
    sdp = str(kept["sdp"])
    assert not any(address in sdp for address in SECRET)
    assert "203.0.113.9 50001 typ relay" in sdp
    for line in (
        "v=0",
        "a=mid:0",
        "a=ice-ufrag:x",
        "a=rtpmap:111 opus/48000/2",
        "a=end-of-candidates",
    ):
        assert f"{line}\r\n" in sdp
    assert re.search(r"a=fingerprint:sha-256 4A:AD", sdp)


ADDRESSES = st.ip_addresses().map(str)
KINDS = st.sampled_from(["host", "srflx", "prflx", "relay"])


@st.composite
def candidates(draw: st.DrawFn) -> tuple[str, set[str]]:
    """A candidate, and the addresses in it that nobody may learn."""
    own, behind, kind = draw(ADDRESSES), draw(ADDRESSES), draw(KINDS)
    line = f"candidate:1 1 udp 99 {own} 5000 typ {kind}"
    if kind != "host":
        line += f" raddr {behind} rport 6000"
    return line, {behind} if kind == "relay" else {own, behind}


@given(st.lists(candidates(), max_size=6), ADDRESSES, ADDRESSES, ADDRESSES)
def test_no_description_tells_an_address(
    found: list[tuple[str, set[str]]], origin: str, connection: str, rtcp: str
) -> None:
    def net(address: str) -> str:
        return f"IN IP{ipaddress.ip_address(address).version} {address}"

    lines = [
        "v=0", f"o=- 1 2 {net(origin)}", "s=-", "t=0 0", f"c={net(connection)}",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111", f"c={net(connection)}", f"a=rtcp:9 {net(rtcp)}",
        *(f"a={line}" for line, _ in found),
    ]  # fmt: skip
    secret = {origin, connection, rtcp}.union(*(hidden for _, hidden in found))
    relays = {line.split()[4] for line, _ in found if " typ relay" in line}
    body = {"type": "answer", "sdp": "\r\n".join(lines) + "\r\n"}
    kept = handed_on("description", body, relay_only=True)
    assert kept is not None
    told = set(re.split(r"[ \r\n]+", str(kept["sdp"])))
    assert told & secret <= relays | {"0.0.0.0"}  # noqa: S104 - an address in a text
    assert relays <= told
