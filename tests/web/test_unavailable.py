"""A database that does not answer: everybody is told so plainly, and she can still leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from rvr_portal.domain.errors import SealBroken
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from tests.cast import a_link
from tests.web.conftest import Browser, Holds

INSIDE = ("secret", "locked", "Traceback", "Store", "SELECT")


@pytest.fixture
def lock(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def fails(*_: object, **__: object) -> NoReturn:
        raise OperationalError("SELECT a secret", None, Exception("database is locked"))

    return lambda: monkeypatch.setattr(Engine, "connect", fails)


@pytest.fixture
def hers(holds: Holds) -> Browser:
    return holds(State.WAITING)


def unavailable(answer: TestResponse) -> bool:
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    return not any(word in answer.text for word in INSIDE)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v"), ("POST", "/v/needs/change"), ("POST", "/v/chat")]
)
def test_she_reads_a_plain_page(
    hers: Browser,
    lock: Callable[[], None],
    caplog: pytest.LogCaptureFixture,
    method: str,
    path: str,
) -> None:
    lock()
    answer = hers.client.open(path, method=method)
    assert unavailable(answer)
    assert "It is not your fault" in answer.text
    assert 'href="tel:999"' in answer.text
    assert "database is locked" in caplog.text


def test_a_link_can_be_tried_again(
    client: FlaskClient, portal: Portal, lock: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, token = a_link(portal)
    assert client.get(f"/j/{token}").status_code == 200
    with monkeypatch.context():
        lock()
        answer = client.post(f"/j/{token}")
        assert unavailable(answer)
        assert f'href="/j/{token}"' in answer.text
        monkeypatch.undo()
    assert client.post(f"/j/{token}").status_code == 303


def test_her_script_reads_a_name(hers: Browser, lock: Callable[[], None]) -> None:
    lock()
    answer = hers.client.post("/v/signals", json={}, headers={"Accept": "application/json"})
    assert unavailable(answer)
    assert answer.json is not None
    assert answer.json["error"] == "store_unavailable"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_leaving_needs_no_database(hers: Browser, lock: Callable[[], None], method: str) -> None:
    lock()
    answer = hers.client.open("/exit", method=method)
    assert answer.status_code == 303
    assert "storage" in answer.headers["Clear-Site-Data"]
    with hers.client.session_transaction() as session:
        assert not session


def test_an_officer_reads_a_page_of_the_console(
    holds: Holds, client: FlaskClient, lock: Callable[[], None]
) -> None:
    lock()
    with client.session_transaction("/officer/") as session:
        session["officer"] = "a key"
    answer = client.get("/officer/")
    assert unavailable(answer)
    assert "cannot reach its records" in answer.text


def test_what_no_key_opens_is_said_and_logged(
    hers: Browser,
    portal: Portal,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> NoReturn:
        raise SealBroken("no key of RVR_SECRET_KEYS opens this visit")

    monkeypatch.setattr(type(portal.vault), "open", broken)
    answer = hers.client.post("/v/needs/change")
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, False)
    assert "RVR_SECRET_KEYS" not in answer.text
    assert "no key of RVR_SECRET_KEYS opens this visit" in caplog.text
