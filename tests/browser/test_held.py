"""While she waits the two pages meet already; what is hers goes out only once her officer has joined."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim, soon

pytestmark = pytest.mark.browser

MET = "(window.rvrPeers || []).some((peer) => peer.connectionState === 'connected')"
# Tracks under way, cameras and microphones that are open, and media packets sent so far.
SENT = """async () => {
  const counts = [(window.rvrTracks || []).length];
  for (const peer of window.rvrPeers) {
    counts.push(peer.getSenders().filter((sender) => sender.track).length);
    (await peer.getStats()).forEach((entry) => {
      if (entry.type === 'outbound-rtp') counts.push(entry.packetsSent);
    });
  }
  return counts.reduce((sum, count) => sum + count);
}"""


def both(pages: tuple[Page, Page], script: str) -> None:
    """It is true on both pages, within fifteen seconds."""
    for page in pages:
        for _ in range(60):
            if page.evaluate(script):
                break
            page.wait_for_timeout(250)
        assert page.evaluate(script)


def takes(officer: OfficerAtDesk, visit: str) -> None:
    officer.looks_at(visit)
    officer.page.get_by_role("button", name="I take this visit").click()


def test_the_call_goes_over_the_connection_that_stood_before(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link().gets_to("waiting")
    takes(officer, victim.visit)
    pages = victim.page, officer.page
    both(pages, MET)
    for page in pages:
        assert page.evaluate(SENT) == 0
        page.evaluate("window.stood = window.rvrPeers[0]")
    officer.page.locator("[data-join]").click()
    victim.sees("call")
    for page in pages:
        soon(page, 5)
        assert page.evaluate("window.rvrPeers.length === 1 && window.rvrPeers[0] === window.stood")
    assert officer.page.url.endswith(f"/officer/visits/{victim.visit}/call")
    assert officer.page.evaluate("document.activeElement.tagName") == "H1"


def test_who_waits_no_more_is_met_by_nobody(victim: Victim, officer: OfficerAtDesk) -> None:
    victim.gets_a_link().gets_to("waiting")
    takes(officer, victim.visit)
    pages = victim.page, officer.page
    both(pages, MET)
    victim.is_not_safe()
    both(pages, "window.rvrPeers.length === 0")


def test_a_press_on_join_goes_back_to_the_visit(victim: Victim, officer: OfficerAtDesk) -> None:
    victim.gets_a_link().gets_to("waiting")
    takes(officer, victim.visit)
    officer.page.locator("[data-join]").click()
    victim.sees("call")
    soon(officer.page, 3)
    officer.page.go_back()
    officer.page.get_by_role("link", name="Join the call").wait_for()
    assert officer.page.locator("#remote").count() == 0


def test_a_slow_line_that_is_told_twice_brings_the_call_once(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link().gets_to("waiting")
    brought: list[int] = []

    def late(route: Route) -> None:
        victim.page.wait_for_timeout(600)
        answer = route.fetch()
        brought.append(answer.status)
        route.fulfill(response=answer)

    victim.page.route("**/v?seen=*", late)
    takes(officer, victim.visit)
    officer.page.locator("[data-join]").click()
    for _ in range(3):
        victim.page.evaluate("document.body.dispatchEvent(new Event('nudge'))")
    victim.sees("call")
    soon(victim.page, 5)
    assert brought.count(200) == 1
