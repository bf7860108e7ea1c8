"""A guest's pages: nothing of the visit on them, one browser, and only what the officer allowed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rvr_portal.domain.guest import Role
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import calls, guests
from tests import cast
from tests.web.conftest import Browser, Holds, form_token

HTMX = {"HX-Request": "true"}
HELLO = {"peer": "peer-one", "to": None, "kind": "hello", "body": {}}


def invited(portal: Portal, visit: str, role: Role = Role.SIGNER, language: str = "en") -> str:
    """The address of a guest's link."""
    url = guests.invite(portal, visit, role, "Ana <b>", language, by="sam").url
    return url.removeprefix(portal.public_url)


Comes = Callable[..., FlaskClient]


@pytest.fixture
def comes(app: Flask, portal: Portal) -> Comes:
    """A guest's browser that has opened its link."""

    def made(visit: str, role: Role = Role.SIGNER, language: str = "en") -> FlaskClient:
        browser, link = app.test_client(), invited(portal, visit, role, language)
        assert browser.get(link).status_code == 200
        answer = browser.post(link)
        assert (answer.status_code, answer.location) == (303, "/g")
        return browser

    return made


def test_a_guest_waits_talks_and_goes(holds: Holds, portal: Portal, comes: Comes) -> None:
    visit = holds(State.IN_CALL).id
    guest = comes(visit)
    waiting = guest.get("/g")
    assert 'data-step="waiting"' in waiting.text
    assert "Sam Hill" in waiting.text
    assert guest.get("/g?seen=waiting").status_code == 204
    guests.let_in(portal, visit, by="sam")
    page = guest.get("/g?seen=waiting", headers=HTMX)
    assert 'data-module="call" data-side="guest" data-polite' in page.text
    assert 'data-media="video"' in page.text
    assert guest.get("/g?seen=call").status_code == 204
    over = guest.post("/g/hang-up", headers=HTMX)
    assert 'data-step="ended"' in over.text
    assert 'data-step="ended"' in guest.get("/g").text


def test_an_interpreters_page_asks_for_no_camera(
    holds: Holds, portal: Portal, comes: Comes
) -> None:
    visit = holds(State.IN_CALL).id
    guest = comes(visit, Role.INTERPRETER)
    guests.let_in(portal, visit, by="sam")
    assert 'data-media="sound"' in guest.get("/g").text


def test_a_guest_reads_nothing_of_the_visit(holds: Holds, portal: Portal, comes: Comes) -> None:
    visit = holds(State.IN_CALL)
    link = invited(portal, visit.id)
    stranger = visit.client.application.test_client()
    pages = [stranger.get(link)]
    stranger.post(link)
    pages.append(stranger.get("/g"))
    guests.let_in(portal, visit.id, by="sam")
    pages.append(stranger.get("/g"))
    for page in pages:
        told = page.text.lower()
        assert "<title>video appointment</title>" in told
        for word in ("police", "abuse", "victim", visit.id, "gc-77", "otter", "parcel", "07700"):
            assert word not in told.replace("templates/victim", ""), word
        assert ">jo<" not in told
        assert 'id="exit"' in told


def test_wrong_links_look_the_same_whosever_they_are(
    app: Flask, portal: Portal, holds: Holds
) -> None:
    visit = holds(State.IN_CALL).id
    used = invited(portal, visit)
    first = app.test_client()
    first.get(used)
    first.post(used)
    _, hers = cast.a_link(portal)
    addresses = ["/g/nonsense", used, f"/g/{hers}", "/j/nonsense", used.replace("/g/", "/j/")]
    answers = [
        app.test_client().open(it, method=how) for it in addresses for how in ("GET", "POST")
    ]
    assert {it.status_code for it in answers} == {404}
    assert len({it.data for it in answers}) == 1
    assert {it.headers.get("Set-Cookie") for it in answers} == {None}
    assert {it.headers["Referrer-Policy"] for it in answers} == {"no-referrer"}


def test_only_the_browser_that_looked_gets_in(app: Flask, portal: Portal, holds: Holds) -> None:
    link = invited(portal, holds(State.IN_CALL).id)
    assert app.test_client().post(link).status_code == 404
    other, first = app.test_client(), app.test_client()
    other.get(link)
    first.get(link)
    assert first.post(link).status_code == 303
    assert first.post(link).status_code == 303
    assert other.post(link).status_code == 404
    assert 'data-step="ended"' in other.get("/g").text


def test_a_guest_has_no_way_to_her_pages_nor_she_to_theirs(holds: Holds, comes: Comes) -> None:
    visit = holds(State.IN_CALL)
    guest = comes(visit.id)
    for address in ("/v", "/v/chat", "/v/call/guest", "/v/events"):
        assert 'data-step="ended"' in guest.get(address).text
    for address in ("/g", "/g/events"):
        assert 'data-step="ended"' in visit.client.get(address).text


def test_signals_wait_until_the_guest_is_let_in(holds: Holds, portal: Portal, comes: Comes) -> None:
    visit = holds(State.IN_CALL)
    guest = comes(visit.id)
    early = guest.post("/g/signals", json=HELLO)
    assert early.json is not None
    assert (early.status_code, early.json["error"]) == (409, "not_now")
    guests.let_in(portal, visit.id, by="sam")
    assert guest.post("/g/signals", json=HELLO).status_code == 204
    [heard] = calls.signals(portal, visit.visit, "officer", 0)
    assert json.loads(heard.envelope) == {**HELLO, "from": "guest"}
    calls.signal(portal, visit.visit, "bridge", json.dumps(HELLO).encode())
    stream = iter(guest.get("/g/events").response)
    assert bytes(next(stream)).startswith(b"retry: ")
    assert b"event: signal" in bytes(next(stream))


def test_the_stream_of_a_guest_ends_with_them(holds: Holds, portal: Portal, comes: Comes) -> None:
    visit = holds(State.IN_CALL)
    guest = comes(visit.id)
    stream = iter(guest.get("/g/events").response)
    next(stream)
    guests.remove(portal, visit.id, by="victim")
    assert next(stream, None) is None


def test_quick_exit_ends_a_guests_place(holds: Holds, portal: Portal, comes: Comes) -> None:
    visit = holds(State.IN_CALL)
    guest = comes(visit.id)
    kept = guest.get_cookie("v")
    assert kept
    assert guest.get("/exit").status_code == 303
    guest.set_cookie("v", kept.value)
    assert 'data-step="ended"' in guest.get("/g").text
    assert visit.visit.state is State.IN_CALL
    assert visit.acts[-1] == "guest.left"


def test_a_guest_reads_their_own_language(holds: Holds, comes: Comes) -> None:
    guest = comes(holds(State.IN_CALL).id, Role.SUPPORTER, "cy")
    assert '<html lang="cy"' in guest.get("/g").text


def test_every_form_of_a_guest_is_checked(guarded: Flask, portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    link, browser = invited(portal, visit.id), guarded.test_client()
    page = browser.get(link).text
    assert browser.post(link).status_code == 400
    assert browser.post(link, data={"csrf_token": form_token(page)}).status_code == 303


def told(browser: Browser) -> str:
    """What her page says of a third person, without its markup."""
    page = browser.client.get("/v/call/guest").text
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_she_is_told_before_while_and_after(holds: Holds, portal: Portal, comes: Comes) -> None:
    visit = holds(State.IN_CALL)
    assert told(visit) == "In this call: you and your officer."
    comes(visit.id, Role.INTERPRETER)
    assert "An interpreter waits to come in: Ana &lt;b&gt;." in told(visit)
    assert "They do not see or hear you yet. You can say no." in told(visit)
    guests.let_in(portal, visit.id, by="sam")
    assert "An interpreter, Ana &lt;b&gt;, is in the call now." in told(visit)
    assert "you, your officer and Ana &lt;b&gt;, who interprets." in told(visit)
    seen = re.search(r'name="seen" value="(\w+)"', visit.client.get("/v/call/guest").text)
    assert seen
    assert visit.client.get(f"/v/call/guest?seen={seen[1]}").status_code == 204
    guests.remove(portal, visit.id, by="sam")
    assert "Ana &lt;b&gt; has left the call." in told(visit)
    assert "<form" not in visit.client.get("/v/call/guest").text


@pytest.mark.parametrize("inside", [False, True])
def test_her_no_is_enough(holds: Holds, portal: Portal, comes: Comes, inside: bool) -> None:
    visit = holds(State.IN_CALL)
    guest = comes(visit.id, Role.SUPPORTER)
    if inside:
        guests.let_in(portal, visit.id, by="sam")
    assert 'action="/v/call/guest/refusal"' in visit.client.get("/v").text
    assert visit.client.post("/v/call/guest/refusal", headers=HTMX).status_code == 204
    assert 'data-step="ended"' in guest.get("/g").text
    assert ("has left" if inside else "does not come in") in told(visit)
    assert visit.client.post("/v/call/guest/refusal").location == "/v"


@pytest.mark.parametrize("role", list(Role))
def test_the_picture_that_signs_is_large(
    holds: Holds, portal: Portal, comes: Comes, role: Role
) -> None:
    visit = holds(State.IN_CALL)
    comes(visit.id, role)
    assert "data-layout" not in visit.client.get("/v").text
    guests.let_in(portal, visit.id, by="sam")
    assert f'data-layout="{role}"' in visit.client.get("/v").text
