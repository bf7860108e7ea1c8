"""What the server acknowledged survives a kill -9, and her page comes back by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EMAIL, NewContext
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim
from tests.browser.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory, weather_url: str):  # type: ignore[no-untyped-def]
    running = Server(tmp_path_factory.mktemp("own"), RVR_EXIT_URL=weather_url)
    running.adds_an_officer(EMAIL)
    running.starts()
    yield running
    running.stops()


def test_the_waiting_room_survives_a_killed_server(
    own_server: Server, new_context: NewContext
) -> None:
    victim = Victim(new_context().new_page(), own_server).gets_a_link().gets_to("waiting")
    own_server.kill()
    own_server.starts()
    desk = new_context(viewport={"width": 1280, "height": 900}).new_page()
    officer = OfficerAtDesk(desk, own_server).signs_in(EMAIL)
    expect(officer.card(victim.visit)).to_contain_text("Her page is open", timeout=15_000)
    officer.joins(victim.visit)
    victim.sees("call", seconds=20)
    assert own_server.says("journal", "verify").strip() == "Every chain is whole."


def test_leaving_with_the_server_down(
    own_server: Server, new_context: NewContext, weather_url: str
) -> None:
    victim = Victim(new_context().new_page(), own_server).gets_a_link().gets_to("safety")
    own_server.kill()
    victim.leaves()
    expect(victim.page).to_have_url(weather_url)
