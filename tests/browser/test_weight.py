"""What her phone pays: the first page in one request of 6 KB, the way to the waiting room in 40 KB."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.pages.victim import Victim
from tests.browser.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With a relay, so that all that the check loads is weighed; that it does not answer costs no bytes here."""
    relay = {"RVR_TURN_URLS": "turn:127.0.0.1:9?transport=tcp", "RVR_TURN_SECRET": "weighed" * 6}
    running = Server(tmp_path_factory.mktemp("portal"), **relay)
    running.starts()
    yield running
    running.stops()


class Scale:
    """Bytes on the wire, headers and all, as the browser counts them."""

    def __init__(self, page: Page) -> None:
        self.requests = 0
        self.bytes = 0
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._weigh)

    def _weigh(self, event: dict[str, float]) -> None:
        self.requests += 1
        self.bytes += int(event["encodedDataLength"])


@pytest.mark.parametrize("query", ["", "?lang=cy"])
def test_the_first_page(victim: Victim, query: str) -> None:
    victim.gets_a_link()
    scale = Scale(victim.page)
    victim.opens_the_link(query)
    victim.page.wait_for_timeout(500)
    assert scale.requests == 1
    assert scale.bytes <= 6 * 1024


def test_the_way_to_the_waiting_room(victim: Victim) -> None:
    victim.gets_a_link()
    scale = Scale(victim.page)
    victim.gets_to("needs").says_her_needs().checks_her_phone().goes_on_to_wait()
    victim.page.wait_for_timeout(1_000)
    assert scale.bytes <= 40 * 1024
