"""Sound settings are written into descriptions, and only there where they belong."""

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
    "a=fmtp:111 minptime=10;useinbandfec=1;maxaveragebitrate=24000\r\n"
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
