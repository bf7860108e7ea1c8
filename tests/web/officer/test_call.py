"""The call page, joining, chat and hanging up."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from rvr_portal.domain.account import Role
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import board, conversation, journey
from tests.cast import a_visit
from tests.web.officer.conftest import SignsIn

HELLO = {"peer": "abcdefgh", "to": None, "kind": "hello", "body": {}}


def state(portal: Portal, visit_id: str) -> State:
    return board.card(portal, visit_id).visit.state


def test_opening_the_page_joins_nobody(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING).visit
    page = console.get(f"/officer/visits/{visit.id}/call").text
    assert state(portal, visit.id) is State.WAITING
    for name in ("remote", "self", "mute", "camera", "hangup", "chat", "alert"):
        assert page.count(f'id="{name}"') == 1
    assert page.index("blue otter") < page.index("warrant card") < page.index("anyone with you")


def test_nothing_that_swaps_holds_a_picture(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING).visit
    page = console.get(f"/officer/visits/{visit.id}/call").text
    pictures = page[page.index('id="remote"') : page.index("</video>", page.index('id="self"'))]
    assert "hx-" not in pictures
    before = page[page.index("<main") : page.index('id="remote"')]
    assert "hx-get" not in before
    assert "hx-post" not in before


def test_joining_waits_for_her(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.CHECKING).visit
    url = f"/officer/visits/{visit.id}"
    assert console.post(f"{url}/call/join").json == {"in_call": False}
    journey.finish_checks(portal, visit, "video")
    assert console.post(f"{url}/call/join").json == {"in_call": True}
    assert state(portal, visit.id) is State.IN_CALL
    assert console.post(f"{url}/signals", json=HELLO).status_code == 204
    assert console.post(f"{url}/call/hang-up").location == url
    assert state(portal, visit.id) is State.AFTER
    assert console.post(f"{url}/call/hang-up").location == url


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (b"{", 400, "signal_malformed"),
        (json.dumps({**HELLO, "kind": "shout"}).encode(), 400, "signal_malformed"),
        (b" " * 33_000, 413, "signal_too_large"),
    ],
)
def test_a_bad_signal_harms_nothing(
    console: FlaskClient, portal: Portal, body: bytes, status: int, error: str
) -> None:
    visit = a_visit(portal, State.IN_CALL).visit
    answer = console.post(
        f"/officer/visits/{visit.id}/signals", data=body, content_type="application/json"
    )
    assert (answer.status_code, answer.json["error"]) == (status, error)
    assert state(portal, visit.id) is State.IN_CALL


def test_both_sides_write(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING).visit
    url = f"/officer/visits/{visit.id}"
    conversation.say(portal, visit, "victim", "<b>Hello</b>", "v" * 16)
    line = {"text": "Good afternoon", "client_id": "o" * 16}
    assert console.post(f"{url}/chat", data=line).status_code == 303
    assert console.post(f"{url}/chat", data=line, headers={"HX-Request": "true"}).status_code == 204
    lines = console.get(f"{url}/chat?after=0").text
    assert lines.count("Good afternoon") == 1
    assert "&lt;b&gt;Hello" in lines
    assert lines.index("She:") < lines.index("You:")
    assert console.get(f"{url}/chat?after=2").status_code == 204
    assert console.get(f"{url}/chat?after={'9' * 40}").status_code == 200


def test_taking_a_visit_names_who_comes(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING).visit
    console.post(f"/officer/visits/{visit.id}/take")
    assert "Sam Hill" in console.get(f"/officer/visits/{visit.id}/status").text


def test_only_who_took_the_visit_meets_her_page_before_the_call(
    console: FlaskClient, portal: Portal
) -> None:
    visit = a_visit(portal, State.WAITING).visit
    url = f"/officer/visits/{visit.id}"
    assert 'data-module="held"' not in console.get(f"{url}/status").text
    assert console.post(f"{url}/signals", json=HELLO).status_code == 409
    console.post(f"{url}/take")
    status = console.get(f"{url}/status").text
    assert 'data-module="held"' in status
    assert "data-join" in status
    assert console.post(f"{url}/signals", json=HELLO).status_code == 204


@pytest.mark.parametrize("state", [State.CHECKING, State.IN_CALL, State.LATER])
def test_nobody_is_met_who_does_not_wait(
    console: FlaskClient, portal: Portal, state: State
) -> None:
    visit = a_visit(portal, state).visit
    console.post(f"/officer/visits/{visit.id}/take")
    assert 'data-module="held"' not in console.get(f"/officer/visits/{visit.id}/status").text


def test_a_call_handler_neither_joins_nor_reads(signed_in: SignsIn, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING).visit
    browser = signed_in(Role.CALL_HANDLER)
    assert "Join the call" not in browser.get("/officer/").text
    url = f"/officer/visits/{visit.id}"
    assert "Written messages" not in browser.get(url).text
    for part in ("/call", "/chat", "/advice", "/closure"):
        assert browser.get(f"{url}{part}").status_code == 403
    assert browser.post(f"{url}/call/join").status_code == 403
    assert state(portal, visit.id) is State.WAITING
