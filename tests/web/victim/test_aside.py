"""While she hides her page the server gives nothing else: not by a reload, and not without script."""

from __future__ import annotations

import pytest

from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import calls
from tests import cast
from tests.web.conftest import Holds

HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(("code", "title"), [("en", "Leek and potato soup"), ("cy", "Cawl cennin")])
@pytest.mark.parametrize(("state", "step"), [(State.WAITING, "waiting"), (State.IN_CALL, "call")])
def test_a_reload_shows_the_harmless_page_until_she_is_back(
    holds: Holds, state: State, step: str, code: str, title: str
) -> None:
    browser = holds(state)
    page = browser.client.get(f"/v?lang={code}").text
    assert f"<h1><button>{title}" in page, "here before it is needed"
    answer = browser.client.post("/v/aside")
    assert (answer.status_code, answer.location) == (303, "/v")
    hidden = browser.client.get("/v").text
    assert f"<h1><button>{title}" in hidden
    assert 'id="exit"' in hidden
    assert "<section data-step" not in hidden
    assert browser.client.post("/v/back").location == "/v"
    assert f'<section data-step="{step}"' in browser.client.get("/v").text
    assert browser.acts[-2:] == ["page.hidden", "page.shown"]


def test_the_page_below_still_follows(holds: Holds, portal: Portal) -> None:
    browser = holds(State.IN_CALL)
    browser.client.post("/v/aside")
    calls.hang_up(portal, browser.id, by="officer")
    assert 'data-step="after"' in browser.client.get("/v?seen=call", headers=HTMX).text


def test_what_is_over_is_over_whether_hidden_or_not(holds: Holds) -> None:
    browser = holds(State.REVOKED)
    browser.client.post("/v/aside")
    assert 'data-step="ended"' in browser.client.get("/v").text


@pytest.mark.parametrize("while_hidden", ["quiet", "sound"])
def test_the_call_carries_what_she_chose(holds: Holds, portal: Portal, while_hidden: str) -> None:
    browser = holds(State.CHOOSING)
    browser.client.post("/v/needs", data={"while_hidden": while_hidden})
    browser.client.post("/v/checks", data={"media": "video"})
    calls.join(portal, browser.id, cast.an_officer(portal))
    page = browser.client.get("/v").text
    assert ("data-quiet" in page) is (while_hidden == "quiet")
    assert ("Your camera goes off and stays off" in page) is (while_hidden == "sound")
