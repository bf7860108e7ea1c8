"""The officer's call page where the force keeps another video system."""

from __future__ import annotations

import dataclasses

import pytest
from flask.testing import FlaskClient

from rvr_portal.domain.account import Role
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import board, external
from tests.cast import a_visit
from tests.web.external import OTHER, PROVIDERS, URL
from tests.web.officer.conftest import SignsIn


@pytest.fixture
def portal(portal: Portal) -> Portal:
    """The portal where the force keeps its own video system."""
    return dataclasses.replace(portal, providers=PROVIDERS)


def state(portal: Portal, visit_id: str) -> State:
    return board.card(portal, visit_id).visit.state


def test_what_cannot_be_promised_is_said_before_the_address_is_asked_for(
    console: FlaskClient, portal: Portal
) -> None:
    visit = a_visit(portal, State.WAITING).visit
    page = console.get(f"/officer/visits/{visit.id}/call").text
    assert page.index("Our quick exit does not work there") < page.index('name="address"')
    for said in ("internet address", "history", "may record", "language", "silent alert"):
        assert said in page
    assert "Join address from GoodSAM" in page
    for name in ("hangup", "chat", "alert"):
        assert page.count(f'id="{name}"') == 1
    for gone in ('id="remote"', 'id="mute"', "data-ice", "If the line gets thin"):
        assert gone not in page
    assert page.index("blue otter") < page.index("warrant card") < page.index("anyone with you")
    assert "We record nothing, but GoodSAM may" in page


def test_the_address_begins_the_call_and_another_takes_its_place(
    console: FlaskClient, portal: Portal
) -> None:
    visit = a_visit(portal, State.WAITING).visit
    url = f"/officer/visits/{visit.id}"
    for address, host in ((URL, "room-7f3a.video.example"), (OTHER, "meet.provider.example")):
        answer = console.post(f"{url}/call/address", data={"address": address})
        assert (answer.status_code, answer.location) == (303, f"{url}/call")
        assert state(portal, visit.id) is State.IN_CALL
        assert external.meeting(portal, board.card(portal, visit.id).visit) == address
        page = console.get(f"{url}/call").text
        assert f"<dd>At {host}</dd>" in page
        assert "s3cret-t0ken" not in page
    story = console.get(url).text
    assert "She was given the address of a call in another system" in story
    assert "*.video.example" in story
    assert console.post(f"{url}/call/hang-up").location == url
    assert state(portal, visit.id) is State.AFTER


def test_a_refused_address_is_answered_by_the_hosts_that_would_do(
    console: FlaskClient, portal: Portal
) -> None:
    visit = a_visit(portal, State.WAITING).visit
    told = "https://evil.example/<x>?token=t"
    answer = console.post(f"/officer/visits/{visit.id}/call/address", data={"address": told})
    assert answer.status_code == 422
    assert "one of these hosts: meet.provider.example, *.video.example" in answer.text
    assert 'value="https://evil.example/&lt;x&gt;?token=t"' in answer.text
    assert "<title>Error: Call" in answer.text
    assert state(portal, visit.id) is State.WAITING


def test_an_address_waits_until_she_does(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.CHECKING).visit
    answer = console.post(f"/officer/visits/{visit.id}/call/address", data={"address": URL})
    assert answer.status_code == 409
    assert "She is not in the waiting room" in answer.text
    assert "s3cret-t0ken" in answer.text, "what was pasted stays in its field"
    assert state(portal, visit.id) is State.CHECKING


def test_no_page_of_ours_can_join_in_its_place(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING).visit
    answer = console.post(f"/officer/visits/{visit.id}/call/join", json={})
    assert (answer.status_code, answer.json["error"]) == (409, "not_now")


def test_a_call_handler_gives_no_address(signed_in: SignsIn, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING).visit
    desk = signed_in(Role.CALL_HANDLER)
    answer = desk.post(f"/officer/visits/{visit.id}/call/address", data={"address": URL})
    assert answer.status_code == 403
    assert state(portal, visit.id) is State.WAITING


def test_practice_stays_in_our_own_page(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING, practice=True).visit
    assert 'id="remote"' in console.get(f"/officer/visits/{visit.id}/call").text
    answer = console.post(f"/officer/visits/{visit.id}/call/address", data={"address": URL})
    assert answer.status_code == 409
    assert state(portal, visit.id) is State.WAITING


def test_our_own_calls_take_no_address(console: FlaskClient, portal: Portal, app: object) -> None:
    own = dataclasses.replace(portal, providers=())
    app.extensions["rvr"] = own  # type: ignore[attr-defined]
    visit = a_visit(own, State.WAITING).visit
    answer = console.post(f"/officer/visits/{visit.id}/call/address", data={"address": URL})
    assert answer.status_code == 409
    assert state(own, visit.id) is State.WAITING
