"""Signals and chat from her page: handed on when right, refused by a name when wrong, never harmful."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import calls, conversation
from tests.web.conftest import Browser, Holds

HELLO = {"peer": "peer-one", "to": None, "kind": "hello", "body": {}}
LINE = {"text": "he is here", "client_id": "0123456789abcdef"}
JSON = {"Accept": "application/json"}


def signal(browser: Browser, raw: object, kind: str = "application/json") -> TestResponse:
    told = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return browser.client.post("/v/signals", data=told, content_type=kind)


def said(browser: Browser) -> list[str]:
    return [it.text for it in conversation.lines(browser.portal, browser.visit)]


def handed_on(portal: Portal, browser: Browser) -> list[str]:
    return [it.envelope for it in calls.signals(portal, browser.visit, "officer", 0)]


def error(answer: TestResponse) -> tuple[int, str]:
    assert answer.json is not None, answer.text
    assert set(answer.json) == {"error", "message"}
    assert answer.json["message"].endswith(".")
    return answer.status_code, answer.json["error"]


def test_a_signal_goes_to_her_officer(holds: Holds, portal: Portal) -> None:
    browser = holds(State.IN_CALL)
    answer = signal(browser, HELLO)
    assert (answer.status_code, answer.data) == (204, b"")
    assert [json.loads(it) for it in handed_on(portal, browser)] == [HELLO]


@pytest.mark.parametrize("size", [32 * 1024 + 1, 64 * 1024 + 1, 1_000_000])
def test_a_signal_that_is_too_large_has_one_name(holds: Holds, portal: Portal, size: int) -> None:
    browser = holds(State.IN_CALL)
    before = browser.visit, browser.acts
    assert error(signal(browser, b" " * size)) == (413, "signal_too_large")
    assert (browser.visit, browser.acts) == before
    assert signal(browser, HELLO).status_code == 204
    assert len(handed_on(portal, browser)) == 1


def test_a_signal_of_unknown_length_has_an_end_too(holds: Holds) -> None:
    browser = holds(State.IN_CALL)
    endless = {"wsgi.input": _Endless(), "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    answer = browser.client.post(
        "/v/signals", content_type="application/json", environ_overrides=endless
    )
    assert answer.status_code == 413
    assert browser.visit.state is State.IN_CALL


class _Endless:
    """A body that never ends."""

    def read(self, size: int = -1) -> bytes:
        return b" " * (size if size > 0 else 65_536)

    def readline(self, size: int = -1) -> bytes:
        return self.read(size)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"\xff\xfe", b"null", b"[" * 10_000, {}, {**HELLO, "peer": "x"},
     {**HELLO, "kind": "shout"}, {**HELLO, "body": None},
     {**HELLO, "kind": "description", "body": {"type": [], "sdp": ""}}],
)  # fmt: skip
def test_a_damaged_signal_has_one_name_and_harms_nothing(
    holds: Holds, portal: Portal, raw: object
) -> None:
    browser = holds(State.IN_CALL)
    before = browser.visit, browser.acts
    assert error(signal(browser, raw)) == (400, "signal_malformed")
    assert (browser.visit, browser.acts) == before
    assert handed_on(portal, browser) == []


@pytest.mark.parametrize("state", [State.CHECKING, State.AFTER, State.OPENED])
def test_a_signal_outside_a_call_is_refused(holds: Holds, state: State) -> None:
    assert error(signal(holds(state), HELLO)) == (409, "not_now")


def test_without_a_visit_there_is_nobody_to_talk_to(app: Flask) -> None:
    answer = app.test_client().post("/v/signals", json=HELLO)
    assert error(answer) == (410, "over")
    answer = app.test_client().post("/v/chat", data=LINE, headers=JSON)
    assert error(answer) == (410, "over")


def test_a_line_is_sent_with_and_without_script(holds: Holds) -> None:
    browser = holds(State.IN_CALL)
    answer = browser.client.post("/v/chat", data=LINE, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.data) == (204, b"")
    other = {**LINE, "text": "in the kitchen", "client_id": "another-line-0001"}
    answer = browser.client.post("/v/chat", data=other)
    assert (answer.status_code, answer.location) == (303, "/v")
    assert said(browser) == ["he is here", "in the kitchen"]


def test_a_line_sent_again_is_one_line(holds: Holds) -> None:
    browser = holds(State.IN_CALL)
    for _ in range(3):
        assert browser.client.post("/v/chat", data=LINE).status_code == 303
    assert said(browser) == ["he is here"]


@pytest.mark.parametrize(
    "changed",
    [
        {"text": ""},
        {"text": " \n "},
        {"text": "x" * 1001},
        {"client_id": ""},
        {"client_id": "!" * 20},
    ],
)
def test_a_damaged_line_has_one_name_and_harms_nothing(
    holds: Holds, changed: dict[str, str]
) -> None:
    browser = holds(State.IN_CALL)
    answer = browser.client.post("/v/chat", data={**LINE, **changed}, headers=JSON)
    assert error(answer) == (400, "chat_malformed")
    page = browser.client.post("/v/chat", data={**LINE, **changed})
    assert page.status_code == 400
    assert 'href="/v"' in page.text
    assert said(browser) == []
    assert browser.visit.state is State.IN_CALL


def test_a_line_that_is_too_large_has_one_name(holds: Holds) -> None:
    browser = holds(State.IN_CALL)
    answer = browser.client.post("/v/chat", data={**LINE, "text": "x" * 70_000}, headers=JSON)
    assert error(answer) == (413, "too_large")
    assert said(browser) == []


def test_there_is_no_chat_before_the_waiting_room(holds: Holds) -> None:
    browser = holds(State.CHECKING)
    answer = browser.client.post("/v/chat", data=LINE, headers=JSON)
    assert error(answer) == (409, "not_now")


def test_the_page_of_the_call_holds_what_the_script_needs(holds: Holds) -> None:
    page = holds(State.IN_CALL).client.get("/v").text
    for part in (
        'data-events="/v/events"',
        'data-signals="/v/signals"',
        'data-after="0"',
        'data-media="video"',
        'data-ice="{&#34;iceServers&#34;: []',
    ):
        assert part in page
