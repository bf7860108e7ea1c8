"""Figures and the way down over HTTP: what pages may post, and what both sides read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from rvr_portal.domain.account import Role
from rvr_portal.domain.needs import Needs
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import board, calls, figures, housekeeping, invitations, journey, private
from tests import cast
from tests.domain.test_figures import TOLD
from tests.fakes import Clock
from tests.web.conftest import Browser, Holds

JSON = {"Accept": "application/json"}


@pytest.fixture
def console(app: object, portal: Portal) -> FlaskClient:
    cast.an_officer(portal, Role.OFFICER, "kim@force.example")
    browser: FlaskClient = app.test_client()  # type: ignore[attr-defined]
    told = {"email": "kim@force.example", "password": cast.PASSWORD}
    browser.post("/officer/sign-in", data=told)
    return browser


def state_of(console: FlaskClient, visit: Visit) -> str:
    return console.get(f"/officer/visits/{visit.id}/call/state").text


def test_both_sides_report(holds: Holds, console: FlaskClient, portal: Portal) -> None:
    browser = holds(State.IN_CALL)
    url = f"/officer/visits/{browser.id}/call/figures"
    assert browser.client.post("/v/call/figures", json=TOLD).status_code == 204
    assert console.post(url, json={**TOLD, "level": 1}).status_code == 204
    assert "The line is thin" in state_of(console, browser.visit)


@pytest.mark.parametrize("raw", [b"", b"{", b"null", b" " * 3000, b"{}"])
def test_a_damaged_report_has_one_name_and_harms_nothing(holds: Holds, raw: bytes) -> None:
    browser = holds(State.IN_CALL)
    before = browser.visit, browser.acts
    answer = browser.client.post("/v/call/figures", data=raw, content_type="application/json")
    assert (answer.status_code, answer.json["error"]) == (400, "report_malformed")
    assert (browser.visit, browser.acts) == before


def test_the_last_report_comes_when_she_has_hung_up(
    holds: Holds, portal: Portal, clock: Clock
) -> None:
    browser = holds(State.IN_CALL)
    browser.client.post("/v/call/hang-up")
    assert browser.client.post("/v/call/figures", json=TOLD).status_code == 204
    clock.moves(seconds=31)
    answer = browser.client.post("/v/call/figures", json=TOLD)
    assert (answer.status_code, answer.json["error"]) == (409, "not_now")
    housekeeping.tidy(portal)
    assert browser.acts.count("call.figures") == 1


def test_outside_a_call_nothing_is_taken(holds: Holds) -> None:
    answer = holds(State.WAITING).client.post("/v/call/figures", json=TOLD)
    assert (answer.status_code, answer.json["error"]) == (409, "not_now")


def test_a_page_that_reports_for_ever_is_slowed_down(
    holds: Holds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rvr_portal.web.signals.REPORTS", "3 per minute")
    client = holds(State.IN_CALL).client
    told = [client.post("/v/call/figures", json=TOLD).status_code for _ in range(4)]
    assert told == [204, 204, 204, 429]


def test_a_report_does_not_keep_a_desk_signed_in(
    console: FlaskClient, portal: Portal, clock: Clock
) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    for _ in range(4):
        clock.moves(minutes=20)
        answer = console.post(f"/officer/visits/{visit.id}/call/figures", json=TOLD, headers=JSON)
    assert answer.status_code in {302, 303, 401}


def test_both_call_pages_know_where_to_report(
    holds: Holds, console: FlaskClient, portal: Portal
) -> None:
    browser = holds(State.IN_CALL)
    assert 'data-figures="/v/call/figures"' in browser.client.get("/v").text
    page = console.get(f"/officer/visits/{browser.id}/call").text
    assert f'data-figures="/officer/visits/{browser.id}/call/figures"' in page


def test_practice_reports_nothing(holds: Holds, portal: Portal) -> None:
    browser = holds(State.WAITING, practice=True)
    calls.practise(portal, browser.visit)
    assert "data-figures" not in browser.client.get("/v").text


def chose(portal: Portal, browser: Browser, fallback: str, **contact: object) -> None:
    """She answers the question, with safe contact as it was agreed."""
    with portal.store.transaction() as rows:
        visit = rows.visits.get(browser.id)
        known = private.read(portal, visit)
        agreed = replace(known, contact=replace(known.contact, **contact))  # type: ignore[arg-type]
        changed = private.with_private(portal, visit.changed(portal.now()), agreed)
        rows.visits.save(replace(changed, needs=Needs(fallback=fallback).as_mapping()))


@pytest.mark.parametrize(
    ("fallback", "contact", "hers", "officers"),
    [
        ("wait", {}, "We will not ring you.", "Do not telephone her."),
        ("write", {}, "We will not ring you.", "Do not telephone her."),
        ("ring", {}, "Your officer may ring you", "+447700900123 is safe until"),
        ("ring", {"ring_is_safe": False}, "We will not ring you.", "Do not telephone her."),
        ("ring", {"number": None}, "We will not ring you.", "Do not telephone her."),
        ("visit", {}, "An officer may come to you", "Do not telephone her."),
    ],
)
def test_both_read_what_was_agreed(
    holds: Holds, console: FlaskClient, portal: Portal,
    fallback: str, contact: dict[str, object], hers: str, officers: str,
) -> None:  # fmt: skip
    browser = holds(State.IN_CALL)
    chose(portal, browser, fallback, **contact)
    lost = browser.client.get("/v").text.split('data-lost="')[1].split('"')[0]
    assert hers in lost
    assert "You can write below. In danger, call 999." in lost
    shown = state_of(console, browser.visit)
    assert officers in shown
    assert ("Do not telephone her." in shown) == (officers == "Do not telephone her.")


def test_what_was_agreed_ends_with_its_time_on_the_officers_page(
    holds: Holds, console: FlaskClient, portal: Portal, clock: Clock
) -> None:
    browser = holds(State.IN_CALL)
    chose(portal, browser, "ring", safe_until=portal.now().replace(minute=30))
    url = f"/officer/visits/{browser.id}/call/state"
    page = console.get(url).text
    assert "the telephone, as she agreed" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert console.get(url, query_string={"seen": seen}).status_code == 204
    clock.moves(minutes=31)
    later = console.get(url, query_string={"seen": seen}).text
    assert "Do not telephone her." in later
    assert "the telephone" not in later


def test_she_is_offered_a_call_only_where_one_would_be_safe(holds: Holds, portal: Portal) -> None:
    browser = holds(State.CHOOSING)
    page = browser.client.get("/v").text
    assert 'value="ring"' in page
    assert 'value="wait" checked' in page
    chose(portal, browser, "wait", ring_is_safe=False)
    page = browser.client.get("/v").text
    assert 'value="ring"' not in page
    assert all(f'name="fallback" value="{it}"' in page for it in ("wait", "write", "visit"))


def test_her_answer_is_kept(holds: Holds) -> None:
    browser = holds(State.CHOOSING)
    browser.client.post("/v/needs", data={"fallback": "visit"})
    assert (browser.visit.needs or {})["fallback"] == "visit"


def test_the_story_tells_why_it_ended_and_how_it_was(
    holds: Holds, console: FlaskClient, portal: Portal, clock: Clock
) -> None:
    browser = holds(State.IN_CALL)
    figures.receive(portal, browser.visit, "victim", json.dumps(TOLD).encode())
    invitations.revoke(portal, browser.id, by="system")
    clock.moves(seconds=31)
    housekeeping.tidy(portal)
    page = console.get(f"/officer/visits/{browser.id}").text
    assert "the link was withdrawn" in page
    assert (
        "1 min, 2 % lost, 3 % of the sound made up, 1 steps down, 3 times back after a gap" in page
    )


def test_hers_and_the_journal_hold_no_address(holds: Holds, portal: Portal, clock: Clock) -> None:
    browser = holds(State.IN_CALL)
    browser.client.post("/v/call/figures", json={**TOLD, "candidate": "192.168.1.23"})
    journey.unsafe(portal, browser.visit)
    clock.moves(seconds=31)
    housekeeping.tidy(portal)
    told = [it for it in board.timeline(portal, browser.id) if it.act == "call.figures"]
    assert set(told[0].facts) <= set(TOLD) - {"peer"}
