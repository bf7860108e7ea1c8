"""The link over HTTP: fetched by whomever, opened by one, and every wrong one looks the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from rvr_portal.domain import link as links
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import aftercare, arrivals, board, invitations
from tests import cast
from tests.fakes import Clock

HTMX = {"HX-Request": "true"}


def everything(portal: Portal) -> list[list[Any]]:
    """Every row of every table."""
    with portal.store.reading() as rows:
        db = rows.visits._db  # type: ignore[attr-defined]
        names = db.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = sorted(name for (name,) in names)
        return [list(db.exec_driver_sql(f"SELECT * FROM {name}")) for name in tables]  # noqa: S608


def seen(answer: TestResponse) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All that a stranger can see of an answer."""
    headers = [(name, value) for name, value in answer.headers if name != "Date"]
    return answer.status_code, answer.data, headers


def test_a_person_opens_a_link_with_two_requests(client: FlaskClient, portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    assert 'data-step="welcome"' in client.get(f"/j/{token}").text
    answer = client.post(f"/j/{token}")
    assert (answer.status_code, answer.location) == (303, "/v")
    assert 'data-step="safety"' in client.get("/v").text
    assert board.card(portal, visit.id).visit.state is State.OPENED


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whoever_fetches_a_link_changes_nothing(app: Flask, portal: Portal, method: str) -> None:
    _, token = cast.a_link(portal)
    before = everything(portal)
    pages = {
        app.test_client()
        .open(f"/j/{token}", method=method, headers={"User-Agent": f"bot {n}"})
        .data
        for n in range(50)
    }
    one = app.test_client()
    for _ in range(10):
        one.open(f"/j/{token}", method=method)
    assert everything(portal) == before
    assert len(pages) == (1 if method == "HEAD" else len(pages))
    one.get(f"/j/{token}")
    assert one.post(f"/j/{token}").status_code == 303


def test_of_fifty_browsers_exactly_one_gets_in(app: Flask, portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    ready = threading.Barrier(50)

    def tap(_: int) -> TestResponse:
        browser = app.test_client()
        assert browser.get(f"/j/{token}").status_code == 200
        ready.wait(30)
        return browser.post(f"/j/{token}")

    with ThreadPoolExecutor(50) as people:
        answers = list(people.map(tap, range(50)))
    won = [answer for answer in answers if answer.status_code == 303]
    lost = [answer for answer in answers if answer.status_code != 303]
    assert len(won) == 1
    assert won[0].location == "/v"
    [(status, body, headers)] = {(s, b, tuple(h)) for s, b, h in map(seen, lost)}
    assert status == 404
    assert b'data-step="ended"' in body
    assert "Set-Cookie" not in dict(headers)
    assert seen(app.test_client().post("/j/nonsense"))[:2] == (status, body)
    acts = [entry.act for entry in board.timeline(portal, visit.id)]
    assert acts.count("link.redeemed") == 1
    assert acts.count("link.refused") == 49


def test_without_the_cookie_of_the_look_nobody_gets_in(app: Flask, portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    assert app.test_client().post(f"/j/{token}").status_code == 404
    assert board.card(portal, visit.id).visit.state is State.SENT


def test_the_tap_may_be_repeated_if_its_answer_got_lost(app: Flask, portal: Portal) -> None:
    _, token = cast.a_link(portal)
    browser = app.test_client()
    browser.get(f"/j/{token}")
    lost = browser.get_cookie("v")
    assert lost is not None
    browser.post(f"/j/{token}")
    # The cookie of the answer never arrived: she still holds the one of the look.
    browser.set_cookie("v", lost.value)
    assert browser.get(f"/j/{token}").status_code == 200
    assert browser.post(f"/j/{token}").status_code == 303
    assert 'data-step="safety"' in browser.get("/v").text


def _unknown(portal: Portal, clock: Clock) -> str:
    return links.sign(links.new_id(), clock.now() + timedelta(minutes=30), portal.keys)


def _tampered(portal: Portal, clock: Clock) -> str:
    token = cast.a_link(portal)[1]
    return token[:-1] + ("A" if token[-1] != "A" else "Q")


def _foreign(portal: Portal, clock: Clock) -> str:
    return links.sign(links.new_id(), clock.now() + timedelta(minutes=30), ["x" * 32])


def _expired(portal: Portal, clock: Clock) -> str:
    token = cast.a_link(portal)[1]
    clock.moves(minutes=32)
    return token


def _only_just_expired(portal: Portal, clock: Clock) -> str:
    token = cast.a_link(portal)[1]
    clock.moves(minutes=30)
    return token


def _used(portal: Portal, clock: Clock) -> str:
    token = cast.a_link(portal)[1]
    arrivals.redeem(portal, token, cast.BROWSER)
    return token


def _left(portal: Portal, clock: Clock) -> str:
    token = cast.a_link(portal)[1]
    arrivals.leave(portal, arrivals.redeem(portal, token, cast.BROWSER).key)
    return token


def _revoked(portal: Portal, clock: Clock) -> str:
    visit, token = cast.a_link(portal)
    invitations.revoke(portal, visit.id, by="test")
    return token


def _replaced(portal: Portal, clock: Clock) -> str:
    visit, token = cast.a_link(portal)
    invitations.issue(portal, visit.id, by="test", channel="shown")
    return token


def _closed(portal: Portal, clock: Clock) -> str:
    visit, token = cast.a_link(portal)
    arrivals.leave(portal, arrivals.redeem(portal, token, cast.BROWSER).key)
    aftercare.close(portal, visit.id, by="test")
    return token


Wrong = Callable[[Portal, Clock], str]
WRONG: list[Wrong] = [
    _tampered, _foreign, _expired, _only_just_expired, _used, _left, _revoked, _replaced, _closed,
    lambda portal, clock: "nonsense", lambda portal, clock: "a" * 300,
    lambda portal, clock: cast.a_link(portal)[1] + "A", lambda portal, clock: "%00",
]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("query", ["", "?lang=cy", "?lang=ar-XB", "?lang=nonsense"])
def test_every_wrong_link_looks_the_same(
    app: Flask, portal: Portal, clock: Clock, method: str, query: str
) -> None:
    reference = _unknown(portal, clock)
    expected = seen(app.test_client().open(f"/j/{reference}{query}", method=method))
    assert expected[0] == 404
    assert "Set-Cookie" not in dict(expected[2])
    assert method == "HEAD" or b'data-step="ended"' in expected[1]
    for wrong in WRONG:
        token = wrong(portal, clock)
        answer = app.test_client().open(f"/j/{token}{query}", method=method)
        assert seen(answer) == expected, wrong


def test_for_htmx_too_every_wrong_link_looks_the_same(
    app: Flask, portal: Portal, clock: Clock
) -> None:
    expected = seen(app.test_client().post(f"/j/{_unknown(portal, clock)}", headers=HTMX))
    assert b"<html" not in expected[1]
    for wrong in WRONG:
        answer = app.test_client().post(f"/j/{wrong(portal, clock)}", headers=HTMX)
        assert seen(answer) == expected


def test_a_stranger_with_a_visit_of_her_own_keeps_it(app: Flask, portal: Portal) -> None:
    """Somebody else's used link takes nothing from who opens it."""
    _, mine = cast.a_link(portal)
    browser = app.test_client()
    browser.get(f"/j/{mine}")
    browser.post(f"/j/{mine}")
    _, other = cast.a_link(portal)
    arrivals.redeem(portal, other, cast.BROWSER)
    for method in ("GET", "POST"):
        assert browser.open(f"/j/{other}", method=method).status_code == 404
    assert 'data-step="safety"' in browser.get("/v").text


def test_guessing_at_links_is_slowed_down_and_good_links_are_not(
    app: Flask, portal: Portal
) -> None:
    _, token = cast.a_link(portal)
    codes = [app.test_client().get("/j/nonsense").status_code for _ in range(31)]
    assert codes == [404] * 30 + [429]
    answer = app.test_client().get("/j/nonsense")
    assert 30 < int(answer.headers["Retry-After"]) <= 60
    assert 'href="/j/nonsense"' in answer.text
    browser = app.test_client()
    assert browser.get(f"/j/{token}").status_code == 200
    assert browser.post(f"/j/{token}").status_code == 303


def test_a_used_link_is_no_guess(app: Flask, portal: Portal, clock: Clock) -> None:
    token = _used(portal, clock)
    assert {app.test_client().get(f"/j/{token}").status_code for _ in range(40)} == {404}


@pytest.mark.parametrize("language", ["en", "cy", "en-XA", "ar-XB"])
def test_the_first_page_is_in_the_language_of_the_visit_until_she_chooses(
    app: Flask, portal: Portal, language: str
) -> None:
    _, token = cast.a_link(portal, language="cy")
    browser = app.test_client()
    assert '<html lang="cy"' in browser.get(f"/j/{token}").text
    assert f'<html lang="{language}"' in browser.get(f"/j/{token}?lang={language}").text
    assert f'<html lang="{language}"' in browser.get(f"/j/{token}").text
    browser.post(f"/j/{token}")
    assert f'<html lang="{language}"' in browser.get("/v").text
    assert f'<html lang="{language}"' in browser.get("/v?lang=nonsense").text
    assert '<html lang="en"' in browser.get("/v?lang=en").text
    assert '<html lang="en"' in browser.get("/v").text


def test_practice_says_so_from_the_first_page(client: FlaskClient, portal: Portal) -> None:
    for practice in (True, False):
        _, token = cast.a_link(portal, practice=practice)
        assert ("This is practice" in client.get(f"/j/{token}").text) is practice


def test_the_first_page_tells_nothing(client: FlaskClient, portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    page = client.get(f"/j/{token}").text.lower()
    for word in ("police", "abuse", "victim", "officer", "crime", visit.id, "gc-77", "otter"):
        assert word not in page, word
