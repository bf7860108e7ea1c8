"""Quick exit: whoever asks, however, in whatever state, leaves at once and leaves nothing behind."""

from __future__ import annotations

import pytest
from flask import Flask

from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from tests import cast
from tests.web.conftest import Holds, opened

STATES = [
    State.OPENED, State.CHOOSING, State.CHECKING, State.WAITING, State.IN_CALL, State.AFTER,
    State.UNSAFE, State.LATER, State.IN_PERSON,
]  # fmt: skip


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_she_leaves_from_everywhere(
    holds: Holds, portal: Portal, state: State, method: str
) -> None:
    browser = holds(state)
    answer = browser.client.open("/exit", method=method)
    assert (answer.status_code, answer.location) == (303, portal.exit_url)
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser.client.get_cookie("v") is None
    assert browser.visit.left_at == portal.now()
    assert browser.acts[-1] == "left.quickly"


def test_the_old_cookie_opens_nothing_any_more(holds: Holds) -> None:
    browser = holds(State.WAITING)
    kept = browser.client.get("/v") and browser.client.get_cookie("v")
    assert kept
    browser.client.get("/exit")
    browser.client.set_cookie("v", kept.value)
    assert 'data-step="ended"' in browser.client.get("/v").text
    assert 'data-step="ended"' in browser.client.post("/v/safety").text


def test_leaving_twice_or_without_a_visit_is_leaving(app: Flask, holds: Holds) -> None:
    browser = holds(State.WAITING)
    for client in (browser.client, browser.client, app.test_client()):
        assert client.get("/exit").status_code == 303
    assert browser.acts.count("left.quickly") == 1


def test_leaving_from_the_first_page_spends_no_link(app: Flask, portal: Portal) -> None:
    _, token = cast.a_link(portal)
    client = app.test_client()
    client.get(f"/j/{token}")
    client.get("/exit")
    assert client.get(f"/j/{token}").status_code == 200


@pytest.mark.parametrize("site", ["same-origin", "same-site", "cross-site", "none"])
def test_nothing_stands_in_the_way_of_leaving(guarded: Flask, portal: Portal, site: str) -> None:
    """No token, no origin, an old form, a beacon: all of them leave."""
    client, visit = opened(guarded, portal)
    answer = client.post(
        "/exit",
        data=b"\x00beacon" * 100,
        headers={"Sec-Fetch-Site": site, "Origin": "null"},
        content_type="text/plain",
    )
    assert answer.status_code == 303
    assert 'data-step="ended"' in client.get("/v").text
    with portal.store.reading() as rows:
        assert rows.visits.get(visit.id).state is State.LEFT


def test_every_page_of_hers_has_the_exit_first(holds: Holds, app: Flask, portal: Portal) -> None:
    pages = [holds(state).client.get("/v").text for state in STATES]
    pages.append(app.test_client().get("/v").text)
    pages.append(app.test_client().get("/j/nonsense").text)
    pages.append(app.test_client().get("/nothing").text)
    pages.append(app.test_client().get(f"/j/{cast.a_link(portal)[1]}").text)
    for page in pages:
        assert 'id="exit" href="/exit"' in page
        assert f'data-exit="{portal.exit_url}"' in page
        assert page.index('id="exit"') < page.index("<main")
