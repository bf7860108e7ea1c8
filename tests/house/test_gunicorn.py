"""How the portal is served: nothing that gunicorn writes or answers gives a visit away."""

from __future__ import annotations

import logging
import runpy
from types import SimpleNamespace

import pytest

from tests.house.tree import ROOT


@pytest.fixture(scope="module")
def conf() -> dict[str, object]:
    return runpy.run_path(str(ROOT / "gunicorn.conf.py"))


def test_a_token_in_an_error_is_not_kept(conf: dict[str, object]) -> None:
    record = logging.makeLogRecord(
        {"msg": "Error handling request %s %s", "args": ("GET", "/j/abc.def.ghi?lang=pl")}
    )
    without_tokens = conf["_WithoutTokens"]
    assert isinstance(without_tokens, type)
    assert without_tokens().filter(record)
    assert record.getMessage() == "Error handling request GET /j/...?lang=pl"


def test_requests_are_not_logged(conf: dict[str, object]) -> None:
    assert conf["accesslog"] is None


def test_only_this_machine_is_served_and_by_one_process(conf: dict[str, object]) -> None:
    assert str(conf["bind"]).startswith("127.0.0.1:")
    assert conf["workers"] == 1


@pytest.mark.parametrize(
    ("version", "closes", "kept"),
    [
        ((1, 1), False, ["HTTP/1.1 204", "Date"]),
        ((1, 1), True, ["HTTP/1.1 204", "Date", "Connection"]),
        ((1, 0), False, ["HTTP/1.0 204", "Date", "Connection"]),
    ],
)
def test_no_answer_names_the_server_or_says_what_goes_without_saying(
    conf: dict[str, object], version: tuple[int, int], closes: bool, kept: list[str]
) -> None:
    response = SimpleNamespace(
        req=SimpleNamespace(version=version), should_close=lambda: closes,
        status="204", version="gunicorn", upgrade=False, chunked=False,
    )  # fmt: skip
    headers = conf["_headers"]
    assert callable(headers)
    assert [line.strip().split(":")[0] for line in headers(response)] == kept
