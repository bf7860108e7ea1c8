"""Signing in, and who may do what."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from rvr_portal.domain.account import Role
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.web.officer import guards
from tests.cast import PASSWORD, a_visit, an_officer
from tests.fakes import Clock
from tests.web.officer.conftest import SignsIn

RIGHT = {"email": "sam@force.example", "password": PASSWORD}
WRONG = {**RIGHT, "password": "not the password"}


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/officer/visits/new")
    assert answer.location == "/officer/sign-in?next=/officer/visits/new"


def test_a_live_part_is_not_redirected(client: FlaskClient) -> None:
    answer = client.get("/officer/board", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "signed out" in answer.text


def test_signing_in_goes_where_one_wanted_to(client: FlaskClient, portal: Portal) -> None:
    an_officer(portal)
    answer = client.post("/officer/sign-in", data={**RIGHT, "next": "/officer/visits/new"})
    assert (answer.status_code, answer.location) == (303, "/officer/visits/new")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/v", "/officer/../v", "/officer//evil"]
)
def test_signing_in_goes_nowhere_else(client: FlaskClient, portal: Portal, elsewhere: str) -> None:
    an_officer(portal)
    answer = client.post("/officer/sign-in", data={**RIGHT, "next": elsewhere})
    assert answer.location == "/officer/"


def test_the_session_before_does_not_live_on(client: FlaskClient, portal: Portal) -> None:
    an_officer(portal)
    with client.session_transaction("/officer/") as session:
        session["planted"] = "yes"
    client.post("/officer/sign-in", data=RIGHT)
    with client.session_transaction("/officer/") as session:
        assert "planted" not in session


def test_a_refusal_names_no_cause(client: FlaskClient, portal: Portal) -> None:
    an_officer(portal)
    answers = [
        client.post("/officer/sign-in", data=data)
        for data in (WRONG, {**WRONG, "email": "sam@force.example "}, {**WRONG, "email": ""})
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert all("<title>Error: Sign in" in answer.text for answer in answers)


def test_five_wrong_passwords_lock_the_account(
    client: FlaskClient, portal: Portal, clock: Clock
) -> None:
    an_officer(portal)
    for _ in range(5):
        client.post("/officer/sign-in", data=WRONG)
    assert client.post("/officer/sign-in", data=RIGHT).status_code == 422
    clock.moves(minutes=16)
    assert client.post("/officer/sign-in", data=RIGHT).status_code == 303


def test_signing_out_ends_it(console: FlaskClient) -> None:
    assert console.get("/officer/").status_code == 200
    console.post("/officer/sign-out")
    assert console.get("/officer/").status_code == 303


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams that do not wait for anything to happen."""
    monkeypatch.setattr("rvr_portal.web.stream.HEARTBEAT_SECONDS", (0,))


def listens(browser: FlaskClient, url: str) -> TestResponse:
    """A stream that was heard for a moment."""
    with browser.get(url) as told:
        list(zip(range(2), told.response, strict=False))
    return told


LIVE = ("/status", "/journal", "/chat", "/call/state")


@pytest.mark.usefixtures("quick")
def test_live_parts_do_not_keep_a_desk_signed_in(
    console: FlaskClient, portal: Portal, clock: Clock
) -> None:
    visit = a_visit(portal, State.WAITING).visit
    url = f"/officer/visits/{visit.id}"
    for _ in range(6):
        clock.moves(minutes=10)
        asked = [console.get(f"{url}{part}") for part in LIVE]
        asked += [console.get("/officer/board"), console.post(f"{url}/signals", json={})]
        for stream in ("/officer/events", f"{url}/events"):
            asked.append(listens(console, stream))
    assert {answer.status_code for answer in asked} == {303}


@pytest.mark.parametrize("part", ["", "/advice", "/officer"])
def test_pages_keep_a_desk_signed_in(
    console: FlaskClient, portal: Portal, clock: Clock, part: str
) -> None:
    visit = a_visit(portal, State.WAITING).visit
    for _ in range(4):
        clock.moves(minutes=50)
        assert console.get(f"/officer/visits/{visit.id}{part}").status_code == 200
    assert console.post(f"/officer/visits/{visit.id}/take").status_code == 303


@pytest.mark.usefixtures("quick")
def test_a_call_with_her_keeps_the_officer_signed_in(
    console: FlaskClient, portal: Portal, clock: Clock
) -> None:
    visit = a_visit(portal, State.WAITING).visit
    url = f"/officer/visits/{visit.id}"
    console.post(f"{url}/call/join")
    for _ in range(4):
        clock.moves(minutes=50)
        portal.presence.here(visit.id, "victim", clock.now())
        assert listens(console, f"{url}/events").status_code == 200
    clock.moves(minutes=61)
    assert console.get(f"{url}/status").status_code == 303


def test_what_asks_by_itself_is_known(app: Flask) -> None:
    assert set(app.view_functions) >= guards.UNASKED


def test_every_post_needs_its_token(app: Flask, client: FlaskClient, portal: Portal) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    an_officer(portal)
    answer = client.post("/officer/sign-in", data=RIGHT)
    assert answer.status_code == 400
    assert "Back to the visits" in answer.text


def test_too_many_tries_from_one_address(app: Flask, portal: Portal) -> None:
    tries = [app.test_client().post("/officer/sign-in", data=WRONG) for _ in range(11)]
    assert tries[-1].status_code == 429


@pytest.mark.parametrize(
    ("role", "opened"),
    [
        (Role.CALL_HANDLER, {"/officer/", "/officer/visits/new"}),
        (Role.OFFICER, {"/officer/", "/officer/visits/new", "/officer/content"}),
        (
            Role.SUPERVISOR,
            {
                "/officer/",
                "/officer/visits/new",
                "/officer/content",
                "/officer/accounts",
                "/officer/audit",
            },
        ),
    ],
)
def test_roles(signed_in: SignsIn, role: Role, opened: set[str]) -> None:
    browser = signed_in(role)
    pages = (
        "/officer/",
        "/officer/visits/new",
        "/officer/content",
        "/officer/accounts",
        "/officer/audit",
    )
    status = {page: browser.get(page).status_code for page in pages}
    assert status == {page: 200 if page in opened else 403 for page in pages}
    assert {it for it in pages if f'href="{it}"' in browser.get("/officer/").text} == opened
