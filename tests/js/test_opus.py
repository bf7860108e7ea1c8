"""Descriptions ask for sound that survives a thin line, and leave out what nobody needs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

THRIFTY = "async (sdp) => (await import('/js/opus.js')).thrifty(sdp)"
HEAD = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
AUDIO = "m=audio 9 UDP/TLS/RTP/SAVPF 111 63\r\na=rtpmap:111 opus/48000/2\r\n"
FMTP = "a=fmtp:111 minptime=10;useinbandfec=1\r\n"
VIDEO = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\na=ptime:20\r\n"
WANTED = (
    "a=fmtp:111 minptime=10;useinbandfec=1;maxplaybackrate=16000;maxaveragebitrate=24000;usedtx=1\r\n"
    "a=ptime:60\r\na=maxptime:120\r\n"
)
OLD = "m=audio 9 X 0\r\na=rtpmap:0 PCMU/8000\r\n"


@pytest.mark.parametrize(
    "audio",
    [
        AUDIO + FMTP,
        AUDIO,
        AUDIO + "a=ptime:20\r\na=maxptime:60\r\n" + FMTP,
        AUDIO + "a=fmtp:111 minptime=3; maxaveragebitrate=510000;useinbandfec=0\r\n",
    ],
)
def test_opus_is_asked_for_thriftily(blank: Page, audio: str) -> None:
    assert blank.evaluate(THRIFTY, HEAD + audio + VIDEO) == HEAD + AUDIO + WANTED + VIDEO


def test_what_else_the_browser_wanted_stays(blank: Page) -> None:
    written = blank.evaluate(THRIFTY, HEAD + AUDIO + "a=fmtp:111 stereo=1;minptime=10\r\n")
    assert "a=fmtp:111 stereo=1;minptime=10;useinbandfec=1" in written


def test_twice_is_the_same_as_once(blank: Page) -> None:
    once = blank.evaluate(THRIFTY, HEAD + AUDIO + FMTP + VIDEO)
    assert blank.evaluate(THRIFTY, once) == once


@pytest.mark.parametrize("sdp", [HEAD + VIDEO, HEAD, "", HEAD + OLD])
def test_without_opus_nothing_changes(blank: Page, sdp: str) -> None:
    assert blank.evaluate(THRIFTY, sdp) == sdp


def test_what_nobody_needs_is_left_out(blank: Page) -> None:
    kept = (
        "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
        "a=extmap:13 urn:3gpp:video-orientation",
        "a=extmap-allow-mixed",
        "a=rtcp-mux",
        "a=msid:- one",
        "a=ssrc:17 cname:x",
        "a=candidate:1 1 udp 1 11.0.77.2 9 typ relay raddr 0.0.0.0 rport 0",
    )
    gone = (
        "a=extmap:8 http://www.webrtc.org/experiments/rtp-hdrext/color-space",
        "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
        "a=msid-semantic: WMS",
        "a=rtcp:9 IN IP4 0.0.0.0",
        "a=ssrc:17 msid:- one",
    )
    slim = "async (sdp) => (await import('/js/slim.js')).slim(sdp)"
    mixed = [line for pair in zip(kept, (*gone, *gone), strict=False) for line in pair]
    assert blank.evaluate(slim, "\r\n".join([*mixed, ""])) == "\r\n".join([*kept, ""])
