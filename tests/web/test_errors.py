"""What is told when something is refused or breaks: a page and a way back, or a name for a script."""

from __future__ import annotations

import pytest
from flask import Flask

from rvr_portal.domain import errors
from rvr_portal.domain.errors import PortalError
from rvr_portal.web.errors import SENTENCES, STATUS

JSON = {"Accept": "application/json"}


@pytest.fixture
def failing(app: Flask) -> Flask:
    """The application with one page for each thing that can go wrong."""

    def fail(name: str) -> str:
        if name == "ours":
            raise ZeroDivisionError("a secret of ours")
        kind = getattr(errors, name)
        raise kind("why") if name != "VisitUnknown" else kind()

    for prefix in ("", "/officer"):
        app.add_url_rule(f"{prefix}/fail/<name>", f"fail{prefix}", fail)
    return app


KINDS = [
    kind for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, PortalError) and kind is not PortalError
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_refusal_has_a_status_and_a_name(failing: Flask, kind: type[PortalError]) -> None:
    answer = failing.test_client().get(f"/fail/{kind.__name__}", headers=JSON)
    assert answer.status_code == STATUS.get(kind, 409)
    assert answer.json is not None
    assert answer.json["error"] == kind.code
    assert answer.json["message"] == SENTENCES.get(kind.code, answer.json["message"])


def test_no_status_of_the_table_is_unknown() -> None:
    assert set(STATUS) <= set(KINDS)
    assert all(400 <= status < 600 for status in STATUS.values())


def test_what_breaks_tells_nothing(failing: Flask, caplog: pytest.LogCaptureFixture) -> None:
    for path in ("/fail/ours", "/officer/fail/ours"):
        for headers in ({}, JSON, {"HX-Request": "true"}):
            answer = failing.test_client().get(path, headers=headers)
            assert answer.status_code == 500
            for word in ("secret", "ZeroDivision", "Traceback", "rvr_portal", "werkzeug"):
                assert word not in answer.text
    assert "a secret of ours" in caplog.text


def test_what_breaks_has_a_name_for_scripts(failing: Flask) -> None:
    answer = failing.test_client().get("/fail/ours", headers=JSON)
    assert answer.json == {"error": "failed", "message": "Something went wrong on our side."}


def test_people_get_a_page_with_a_way_back_and_help(app: Flask) -> None:
    page = app.test_client().get("/nothing")
    assert page.status_code == 404
    assert 'data-primary href="/v"' in page.text
    assert 'href="tel:999"' in page.text
    assert 'id="exit"' in page.text


def test_officers_get_a_page_of_the_console(app: Flask) -> None:
    page = app.test_client().get("/officer/nothing")
    assert page.status_code == 404
    assert 'href="/officer/"' in page.text


@pytest.mark.parametrize(
    ("headers", "json"),
    [
        ({}, False),
        ({"Accept": "*/*"}, False),
        ({"Accept": "text/html,application/json"}, False),
        ({"Accept": "application/json"}, True),
        ({"Accept": "application/json, text/html;q=0.5"}, False),
    ],
    ids=str,
)
def test_only_who_asks_for_json_gets_it(app: Flask, headers: dict[str, str], json: bool) -> None:
    assert app.test_client().get("/nothing", headers=headers).is_json is json


def test_a_wrong_way_names_the_right_ones(app: Flask) -> None:
    answer = app.test_client().delete("/v")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "path",
    ["/%00", "/v/%ff", "/j/%0a", "/j/" + "a" * 5000, "/officer/visits/%27", "//v", "/v/../v"],
)
def test_odd_addresses_are_not_there(app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code in {303, 308, 404}
