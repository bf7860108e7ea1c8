"""What one second of a connection was like, read out of the counters that a browser gives."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MEASURED = """async (seconds) => {
  const { meter } = await import('/js/meter.js');
  const measure = meter({ getStats: async () => new Map(seconds.shift().map((it, at) => [String(at), it])) });
  const found = [];
  while (seconds.length) found.push(await measure());
  return found;
}"""


def measured(page: Page, *seconds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list(page.evaluate(MEASURED, list(seconds)))


def spoken(at: float, seconds: float) -> dict[str, Any]:
    return {
        "type": "media-source",
        "kind": "audio",
        "timestamp": at * 1000,
        "totalSamplesDuration": seconds,
    }


@pytest.mark.parametrize(
    ("heard", "strained"), [(1.0, False), (0.97, False), (0.85, True), (0.4, True), (0.0, False)]
)
def test_sound_that_is_let_go_before_it_is_sent_tells_of_a_weak_processor(
    blank: Page, heard: float, strained: bool
) -> None:
    first, second = measured(blank, [spoken(10, 4)], [spoken(11, 4 + heard)])
    assert first["strained"] is False
    assert second["strained"] is strained


def test_a_browser_that_says_so_is_believed(blank: Page) -> None:
    video = {"type": "outbound-rtp", "kind": "video", "packetsSent": 1}
    told = measured(
        blank,
        [{**video, "qualityLimitationReason": "bandwidth"}],
        [{**video, "qualityLimitationReason": "cpu"}],
    )
    assert [it["strained"] for it in told] == [False, True]


def test_shares_are_of_the_last_second(blank: Page) -> None:
    def line(came: int, lost: int, samples: int, concealed: int) -> list[dict[str, Any]]:
        inbound = {
            "type": "inbound-rtp",
            "kind": "audio",
            "packetsReceived": came,
            "packetsLost": lost,
        }
        return [{**inbound, "totalSamplesReceived": samples, "concealedSamples": concealed}]

    told = measured(blank, line(100, 50, 9600, 0), line(190, 60, 19_200, 960))[1]
    assert told["loss"] == pytest.approx(0.1)
    assert told["concealed"] == pytest.approx(0.1)
    assert told["samples"] == 18_240
