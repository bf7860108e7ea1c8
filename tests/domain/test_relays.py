"""No way is known by which an address gets through a relayed call's candidates and descriptions."""

from __future__ import annotations

import ipaddress
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.relays import relay_candidate, relayed_description

OWN = "203.0.113.9"
RELAY = f"candidate:3 1 udp 41885439 {OWN} 50001 typ relay"
BLANK = "raddr 0.0.0.0 rport 0"
HER = "192.168.1.23"
NAME = "7c4d3b1e-0b1a-4b0e-9d5e-2f6a1c3b4d5e.local"
ADDRESSES = st.ip_addresses().map(str) | st.ip_addresses(v=6).map(lambda it: it.exploded)


def addresses(text: str) -> set[str]:
    """Everything in a text that reads as an address, wherever it begins and ends."""
    found = set()
    for run in re.findall(r"[0-9A-Fa-f:.]+", text):
        found |= set(re.findall(r"\d{1,3}(?:\.\d{1,3}){3}", run))
        if "::" in run or run.count(":") >= 6:
            found.add(run)
    return found - {"0.0.0.0"}  # noqa: S104 - an address in a text


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (f"{RELAY} raddr {HER} rport 51222", ""),
        (f"{RELAY} raddr {NAME} rport 9", ""),
        (f"{RELAY} generation 0 ufrag ab+/ network-id 3 network-cost 900", " generation 0 ufrag ab+/"),
        (f"{RELAY} raddr ::1 rport 1 generation 2 network-id 1 ufrag x9", " generation 2 ufrag x9"),
        (f"{RELAY} x-near {HER} x-far 0a4d0102 generation 1", " generation 1"),
        (f"{RELAY} ufrag {HER}", ""),
    ],
)  # fmt: skip
def test_of_a_relay_only_what_is_harmless_is_kept(told: str, kept: str) -> None:
    assert relay_candidate(told) == f"{RELAY} {BLANK}{kept}"
    assert relay_candidate(f"a={told}") == f"a={RELAY} {BLANK}{kept}"


@pytest.mark.parametrize("way", ["UDP", "udp"])
def test_each_browser_writes_udp_in_its_own_way(way: str) -> None:
    assert relay_candidate(RELAY.replace("udp", way)) == f"{RELAY.replace('udp', way)} {BLANK}"


def test_a_relay_of_ipv6_is_one_too() -> None:
    line = RELAY.replace(OWN, "2a00:1450::7")
    assert relay_candidate(line) == f"{line} {BLANK}"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "\n" + RELAY,
        " " + RELAY,
        RELAY.replace("udp", "tcp"),
        RELAY.replace("udp", "ssltcp"),
        RELAY.replace("relay", "relayed"),
        RELAY.replace("typ relay", "typ host"),
        RELAY.replace("typ relay", "typ srflx"),
        RELAY.replace("typ relay", "typ prflx typ relay"),
        RELAY.replace("typ relay", "TYP RELAY"),
        RELAY.replace("candidate:3", f"candidate:{HER}"),
        RELAY.replace(OWN, NAME),
        RELAY.replace(OWN, "phone.example.org"),
        RELAY.replace(" 1 udp", f" {HER} udp"),
        RELAY.replace("41885439", HER),
        RELAY.replace("50001", f"50001 {HER}"),
    ],
)
def test_what_is_no_relay_over_udp_is_dropped(line: str) -> None:
    assert relay_candidate(line) is None


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_a_second_line_does_not_hide_behind_the_first(end: str) -> None:
    hidden = f"candidate:1 1 udp 1 {HER} 51222 typ host generation 7"
    assert relay_candidate(f"{RELAY}{end}a={hidden}") == f"{RELAY} {BLANK}"
    sdp = relayed_description(f"s=-{end}a={hidden}{end}a={RELAY} raddr {HER} rport 5{end}")
    assert sdp == f"s=-\r\na={RELAY} {BLANK}\r\n"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (f"o=- 1 2 IN IP4 {HER}", "o=- 1 2 IN IP4 0.0.0.0"),
        ("c=IN IP6 fe80::1%wlan0", "c=IN IP4 0.0.0.0"),
        (f"c=IN IP4 {NAME}", "c=IN IP4 0.0.0.0"),
        ("c=in ip4 phone.example.org", "c=IN IP4 0.0.0.0"),
        (f"a=rtcp:9 IN IP4 {HER}", "a=rtcp:9 IN IP4 0.0.0.0"),
        (f"a=rtcp:9 {HER}", "a=rtcp:9 0.0.0.0"),
        (f"a=ssrc:1 cname:her@{HER}", "a=ssrc:1 cname:her@0.0.0.0"),
        (f"a=ssrc:1 cname:{NAME}", "a=ssrc:1 cname:0.0.0.0"),
        (f"i={HER}:51222", "i=0.0.0.0"),
        (f" a=candidate:1 1 udp 1 {HER} 5 typ host", " a=candidate:1 1 udp 1 0.0.0.0 5 typ host"),
        (f"a=Candidate:1 1 udp 1 {HER} 5 typ host", "a=Candidate:1 1 udp 1 0.0.0.0 5 typ host"),
        (f"a=fingerprint:sha-1 {HER}", "a=fingerprint:sha-1 0.0.0.0"),
        ("a=x-net:2a00:1450:1:2:3:4:5:6", "a=x-net0.0.0.0"),
        ("a=x-net:2a00:1450::7", "a=x-net0.0.0.0"),
    ],
)
def test_wherever_an_address_stands_it_is_blanked(line: str, kept: str) -> None:
    assert relayed_description(line) == f"{kept}\r\n"


@pytest.mark.parametrize(
    "line",
    [
        "v=0",
        "o=- 768769630975829360 2 IN IP4 0.0.0.0",
        "o=mozilla...THIS_IS_SDPARTA-153.7 4611731400430051336 2 IN IP4 0.0.0.0",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126",
        "b=AS:120",
        "a=fingerprint:sha-256 40:D8:95:BB:42:14:4F:C8:F3:DA:2B:71:03:B8:5E:C7:56:77:AD:72:3F:13:A5:A9:5C:A8",
        "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
        "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f",
        "a=ice-pwd:5/uUP2EwHuti5v7miRqVm1yx",
        "a=msid:- df5a239e-c8f7-4bf6-bf7e-bb770bd03088",
        "a=ssrc:1874815583 cname:{0d1b7f4e-5a2c-4c51-9a3e-6e6f7a8b9c0d}",
        "a=imageattr:97 send [x=1280,y=720] recv [x=[48:1920],y=[48:1080]]",
        "a=end-of-candidates",
    ],
)
def test_what_a_browser_needs_is_left_as_it_is(line: str) -> None:
    assert relayed_description(line) == f"{line}\r\n"


@given(st.lists(ADDRESSES, max_size=4), st.lists(st.text(max_size=12), min_size=5, max_size=5))
def test_no_address_gets_through_whatever_stands_around_it(
    told: list[str], around: list[str]
) -> None:
    parts = [part for pair in zip(around, [*told, ""], strict=False) for part in pair]
    assert addresses(relayed_description("".join(parts))) == set()


@given(
    ADDRESSES,
    st.sampled_from(["", "a=", "a=candidate:", "c=IN IP4 ", "a=x:", "o=- 1 1 IN IP6 ", "m="]),
)
def test_no_line_of_a_description_tells_one(address: str, start: str) -> None:
    told = relayed_description(f"v=0\r\n{start}{address} 1 typ relay\r\n")
    assert addresses(told) == set()
    assert ipaddress.ip_address(address).packed.hex() not in told


@pytest.mark.parametrize("text", ["a", ":", "1.", "a.local", "IN IP4 ", "a=candidate:1 "])
def test_a_long_description_takes_no_long_time(text: str) -> None:
    began = time.process_time()
    relayed_description(text * (32_000 // len(text)))
    assert time.process_time() - began < 0.5
