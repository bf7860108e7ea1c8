"""What a page counts of its call, when it says so, and that the last word outlives it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page

from rvr_portal.domain.figures import checked

if TYPE_CHECKING:
    from .conftest import Site

pytestmark = pytest.mark.browser

# `play` is called with a fresh counter and a way to let seconds pass.
PLAY = """async ({url, play}) => {
  const { figures } = await import('/js/figures.js');
  const counted = figures({url, token: 'token'});
  const good = {rtt: 0.3, loss: 0.02, concealed: 0.03, freeze: 0, level: 3, relay: 'udp'};
  const passes = (seconds, changed) => {
    for (let n = 0; n < seconds; n += 1) counted.sample(Object.assign({}, good, changed));
  };
  eval(play);
  await new Promise((done) => setTimeout(done, 200));
  return counted.report();
}"""


def played(blank: Page, site: Site, play: str, url: str | None = "/figures") -> dict[str, Any]:
    site.answers["/figures"] = lambda _body: (204, {}, "")
    told: dict[str, Any] = blank.evaluate(PLAY, {"url": url, "play": play})
    return told


def seconds(site: Site) -> list[int]:
    return [json.loads(body)["seconds"] for body in site.bodies("/figures")]


def test_a_report_is_one_that_the_portal_takes(blank: Page, site: Site) -> None:
    told = played(blank, site, """
      counted.joined(); counted.connected(); counted.frame(); counted.sound(); counted.joined();
      passes(20); passes(10, {level: 1, rtt: 0.6}); passes(10, {level: 2, concealed: NaN});
      counted.recovery(2500.4); counted.recovery(800);
    """)  # fmt: skip
    report = checked(json.dumps(told).encode())
    assert (report.seconds, report.step_downs, report.step_ups, report.level) == (40, 1, 1, 2)
    assert (report.recoveries, report.longest_gap_ms, report.relay) == (2, 2500, "udp")
    assert (report.loss_percent, report.concealed_percent, report.rtt_ms) == (2, 2, 375)
    for reached in (report.join_ms, report.first_frame_ms, report.first_sound_ms):
        assert reached is not None
        assert reached < 1000
    for body in site.bodies("/figures"):
        checked(body.encode())


def test_nothing_is_known_before_it_happened(blank: Page, site: Site) -> None:
    told = played(blank, site, "counted.connected(); counted.frame()")
    assert (told["join_ms"], told["first_frame_ms"], told["level"]) == (None, None, None)
    assert (told["relay"], told["rtt_ms"]) == ("none", 0)
    checked(json.dumps(told).encode())
    assert site.bodies("/figures") == []


def test_a_calm_call_is_told_after_ten_seconds_and_each_minute(blank: Page, site: Site) -> None:
    played(blank, site, "counted.joined(); passes(135)")
    assert sorted(seconds(site)) == [10, 70, 130]


def test_a_step_is_told_at_once_but_not_every_second(blank: Page, site: Site) -> None:
    played(blank, site, """
      counted.joined(); passes(20);
      for (let n = 0; n < 6; n += 1) passes(1, {level: n % 2});
    """)  # fmt: skip
    assert sorted(seconds(site)) == [10, 21, 26]


def test_sound_that_breaks_up_is_told_when_it_begins_and_when_it_is_over(
    blank: Page, site: Site
) -> None:
    played(blank, site, "counted.joined(); passes(20); passes(10, {concealed: 0.5}); passes(20)")
    told = [json.loads(body) for body in site.bodies("/figures")]
    rough = [it["concealed_now_percent"] >= 10 for it in sorted(told, key=lambda it: it["seconds"])]
    assert rough == [False, True, False]


def test_the_last_word_is_said_once(blank: Page, site: Site) -> None:
    played(blank, site, "counted.joined(); passes(3); counted.end(); counted.end(); passes(100)")
    assert seconds(site) == [3]


def test_who_never_joined_and_who_practises_says_nothing(blank: Page, site: Site) -> None:
    played(blank, site, "counted.end()")
    played(blank, site, "counted.joined(); passes(70); counted.end()", url=None)
    assert site.bodies("/figures") == []
