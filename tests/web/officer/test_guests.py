"""The officer's part: make a guest's link, let in, send away; all without leaving the call page."""

from __future__ import annotations

import json
import re

from flask import Flask
from flask.testing import FlaskClient

from rvr_portal.domain.guest import Role
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import board, calls, guest_arrivals, guests
from tests import cast

HTMX = {"HX-Request": "true"}
ANA = {"role": "signer", "name": "Ana", "language": "cy"}


def link_in(page: str) -> str:
    found = re.search(r'value="[^"]*(/g/[^"]+)"', page)
    assert found, page
    return found[1]


def live(console: FlaskClient, visit: str) -> str:
    return console.get(f"/officer/visits/{visit}/guests").text


def test_an_officer_lets_somebody_in(app: Flask, console: FlaskClient, portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit.id
    here = f"/officer/visits/{visit}"
    assert "Nobody else is in this call." in console.get(f"{here}/call").text
    link = link_in(console.post(f"{here}/guests", data=ANA, headers=HTMX).text)
    assert "the link has not been used yet" in live(console, visit)
    guest = app.test_client()
    guest.get(link)
    guest.post(link)
    assert "waits to be let in" in live(console, visit)
    assert "Let Ana in" in live(console, visit)
    assert "Make their link" not in live(console, visit)
    assert console.post(f"{here}/guests/admission", headers=HTMX).status_code == 204
    assert 'data-guest="signer"' in live(console, visit)
    answer = console.post(f"{here}/guests/removal")
    assert (answer.status_code, answer.location) == (303, f"{here}/call")
    assert "was sent away" in live(console, visit)
    story = console.get(f"{here}/journal").text
    assert "A third person was let into the call" in story
    assert "sign language interpreter" in story


def test_what_is_live_never_takes_the_link_away(console: FlaskClient, portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit.id
    console.post(f"/officer/visits/{visit}/guests", data=ANA, headers=HTMX)
    page = live(console, visit)
    assert "/g/" not in page
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    same = console.get(f"/officer/visits/{visit}/guests?seen={seen[1]}")
    assert same.status_code == 204


def test_a_link_without_a_name_or_role_is_not_made(console: FlaskClient, portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    for wrong in ({**ANA, "name": " \x00 "}, {**ANA, "role": "boss"}, {}):
        for headers in (HTMX, {}):
            answer = console.post(f"/officer/visits/{visit.id}/guests", data=wrong, headers=headers)
            assert answer.status_code == 422
            assert "No link was made" in answer.text
    assert guests.of_visit(portal, visit) == []


def test_an_unknown_language_is_english(console: FlaskClient, portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    page = console.post(f"/officer/visits/{visit.id}/guests", data={**ANA, "language": "x"})
    assert "<h1>" in page.text
    assert link_in(page.text)
    assert [it.language for it in guests.of_visit(portal, visit)] == ["en"]


def test_too_early_and_too_late_is_refused_by_name(console: FlaskClient, portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit.id
    here = f"/officer/visits/{visit}/guests"
    assert console.post(f"{here}/admission").status_code == 409
    assert console.post(f"{here}/removal").status_code == 303
    gone = cast.a_visit(portal, State.AFTER).visit.id
    assert console.post(f"/officer/visits/{gone}/guests", data=ANA).status_code == 409


def test_signals_for_the_guest_go_to_the_guest(console: FlaskClient, portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    invitation = guests.invite(portal, visit.id, Role.SIGNER, "Ana", "en", by="x")
    guest_arrivals.redeem(portal, cast.token_of(invitation.url), "mark")
    guests.let_in(portal, visit.id, by="x")
    hello = {"peer": "peer-one", "to": None, "kind": "hello", "body": {}}
    answer = console.post(f"/officer/visits/{visit.id}/guests/signals", json=hello)
    assert answer.status_code == 204
    assert [json.loads(it.envelope) for it in calls.signals(portal, visit, "guest", 0)] == [hello]
    assert calls.signals(portal, board.card(portal, visit.id).visit, "victim", 0) == []
