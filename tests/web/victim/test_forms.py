"""What she can do, with script and without: plain forms lead to /v, htmx gets the step, twice does no harm."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from rvr_portal.domain.needs import Needs
from rvr_portal.domain.visit import State
from rvr_portal.services import board
from tests.web.conftest import Browser, Holds

HTMX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}
REPORT = {"camera": "ok", "microphone": "ok", "connection": "good", "browser": "ok"}

# What is posted where, from which state, and where it leads.
DEEDS = [
    ("safety", {"answer": "yes"}, State.OPENED, State.CHOOSING, "needs"),
    ("safety", {"answer": "no"}, State.OPENED, State.UNSAFE, "unsafe"),
    ("safety", {}, State.OPENED, State.UNSAFE, "unsafe"),
    ("safety", {"answer": "YES"}, State.OPENED, State.UNSAFE, "unsafe"),
    ("safety", {"answer": "yes"}, State.UNSAFE, State.CHOOSING, "needs"),
    ("safety", {"answer": "no"}, State.WAITING, State.UNSAFE, "unsafe"),
    ("later", {"when": "after six"}, State.UNSAFE, State.LATER, "unsafe"),
    ("later", {}, State.UNSAFE, State.LATER, "unsafe"),
    ("in-person", {"where": "the back door"}, State.UNSAFE, State.IN_PERSON, "unsafe"),
    ("in-person", {}, State.WAITING, State.IN_PERSON, "unsafe"),
    ("needs", {}, State.CHOOSING, State.CHECKING, "checks"),
    ("needs/change", {}, State.WAITING, State.CHOOSING, "needs"),
    ("checks", {"media": "text"}, State.CHECKING, State.WAITING, "waiting"),
    ("checks", {"media": "hologram"}, State.CHECKING, State.WAITING, "waiting"),
    ("checks/again", {}, State.WAITING, State.CHECKING, "checks"),
    ("call/hang-up", {}, State.IN_CALL, State.AFTER, "after"),
    ("again", {}, State.AFTER, State.WAITING, "waiting"),
    ("alert", {}, State.WAITING, State.WAITING, "waiting"),
]  # fmt: skip
WAYS = pytest.mark.parametrize(
    ("path", "form", "before", "after", "step"),
    DEEDS,
    ids=[f"{it[0]}-{it[1]}-{it[2]}" for it in DEEDS],
)


def post(browser: Browser, path: str, form: dict[str, str], **headers: str) -> TestResponse:
    return browser.client.post(f"/v/{path}", data=form, headers=headers)


@WAYS
def test_without_script_a_form_leads_to_the_one_page_however_often(
    holds: Holds, path: str, form: dict[str, str], before: State, after: State, step: str
) -> None:
    browser = holds(before)
    answer = post(browser, path, form, Accept="text/html")
    assert (answer.status_code, answer.location) == (303, "/v")
    assert browser.visit.state is after
    assert f'data-step="{step}"' in browser.client.get("/v").text
    # Tapped again, with and without script: she sees the step where she is.
    for headers, codes in ((HTMX, {200, 204}), ({"Accept": "text/html"}, {303})):
        assert post(browser, path, form, **headers).status_code in codes
    assert browser.visit.state is after
    assert f'data-step="{step}"' in browser.client.get("/v").text


@WAYS
def test_with_htmx_the_step_comes_at_once(
    holds: Holds, path: str, form: dict[str, str], before: State, after: State, step: str
) -> None:
    browser = holds(before)
    answer = post(browser, path, form, **{"HX-Request": "true"})
    if path == "alert":
        assert (answer.status_code, answer.data) == (204, b"")
    else:
        assert answer.status_code == 200
        assert f'data-step="{step}"' in answer.text
        assert "<html" not in answer.text
    assert browser.visit.state is after


def test_without_a_visit_a_form_does_nothing(app: Flask) -> None:
    stranger = app.test_client()
    for path, form, *_ in DEEDS:
        answer = stranger.post(f"/v/{path}", data=form)
        assert answer.status_code == 200
        assert 'data-step="ended"' in answer.text
        answer = stranger.post(f"/v/{path}", data=form, headers=HTMX)
        assert 'data-step="ended"' in answer.text
        assert "<html" not in answer.text


def test_every_form_of_every_step_is_among_these_and_works_without_script(holds: Holds) -> None:
    known = {f"/v/{path}" for path, *_ in DEEDS} | {"/v/chat", "/v/practice", "/v/aside", "/v/back"}
    found = set()
    for state in (
        State.OPENED, State.CHOOSING, State.CHECKING, State.WAITING, State.IN_CALL, State.AFTER,
        State.UNSAFE, State.LATER, State.IN_PERSON,
    ):  # fmt: skip
        page = holds(state).client.get("/v").text
        for form in re.findall(r"<form[^>]*>", page):
            if 'id="report"' in form:
                continue
            assert 'method="post"' in form
            found |= set(re.findall(r' action="([^"]+)"', form))
    assert found <= known
    assert known - found <= {"/v/practice"}


def test_her_choices_arrive(holds: Holds) -> None:
    browser = holds(State.CHOOSING)
    told = {
        "reads": "cy", "speaks": "pl", "interpreter": "man", "bsl": "yes", "media": "text",
        "called": " Jo\nAnne ",
    }  # fmt: skip
    post(browser, "needs", told)
    card = board.card(browser.portal, browser.id)
    assert card.needs == Needs("cy", "pl", "man", bsl=True, media="text")
    assert card.private.called == "Jo Anne"


def test_nonsense_in_her_choices_counts_as_not_said(holds: Holds) -> None:
    browser = holds(State.CHOOSING)
    told = dict.fromkeys(("reads", "speaks", "interpreter", "bsl", "media"), "<script>")
    assert post(browser, "needs", told).status_code == 303
    assert board.card(browser.portal, browser.id).needs == Needs()


def test_an_unknown_way_of_talking_is_video(holds: Holds) -> None:
    browser = holds(State.CHECKING)
    post(browser, "checks", {"media": "hologram"})
    assert board.card(browser.portal, browser.id).needs.media == "video"


def test_the_silent_alert_is_loud_at_the_console_only(holds: Holds) -> None:
    browser = holds(State.IN_CALL)
    before = browser.client.get("/v").text
    answer = post(browser, "alert", {}, Accept="*/*")
    assert (answer.status_code, answer.data) == (204, b"")
    assert browser.visit.alert_at == browser.portal.now()
    after = browser.client.get("/v").text
    hidden = re.compile(r'value="[^"]*"|nonce="[^"]*"|data-csrf="[^"]*"')
    assert hidden.sub("", after) == hidden.sub("", before)


def test_a_press_that_comes_twice_is_one_alert(holds: Holds) -> None:
    browser = holds(State.OPENED)
    for _ in range(2):
        post(browser, "alert", {"press": "p1"}, Accept="*/*")
    assert browser.acts.count("alert.raised") == 1


@pytest.mark.parametrize("state", [State.OPENED, State.WAITING, State.IN_CALL, State.AFTER])
def test_the_way_to_the_alert_says_nothing_of_what_it_is(holds: Holds, state: State) -> None:
    page = holds(state).client.get("/v").text
    [button] = re.findall(r'<button id="alert">(.*?)</button>', page)
    assert re.fullmatch(r"Page \d{3}", button)


def test_her_page_tells_where_it_is(holds: Holds) -> None:
    browser = holds(State.WAITING)
    answer = post(browser, "standing", {"standing": "background"})
    assert (answer.status_code, answer.data) == (204, b"")
    assert post(browser, "standing", {"standing": "nowhere"}).status_code == 400
    browser.client.get("/v")
    assert browser.acts[-2:] == ["page.background", "page.here"]


def test_a_check_report_is_answered_with_what_to_do(holds: Holds) -> None:
    browser = holds(State.CHECKING)
    answer = post(browser, "checks/report", {**REPORT, "camera": "denied"}, **HTMX)
    assert answer.status_code == 200
    assert "You are ready for a call with sound only." in answer.text
    assert 'data-problem="camera_denied"' in answer.text
    assert "You are ready for a call with sound only." in browser.client.get("/v").text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "You are ready for a call with picture and sound."),
        ({"microphone": "phone_call"}, "You can talk by writing."),
        ({"connection": "offline"}, "Please call us on 101"),
    ],
)
def test_each_of_the_four_answers_is_plain(
    holds: Holds, changed: dict[str, str], told: str
) -> None:
    browser = holds(State.CHECKING)
    assert told in post(browser, "checks/report", {**REPORT, **changed}, **HTMX).text
    # Without htmx the answer is the step, with what the check found.
    assert post(browser, "checks/report", {**REPORT, **changed}).status_code == 303
    assert told in browser.client.get("/v").text


@pytest.mark.parametrize("changed", [{"camera": "broken"}, {"browser": ""}, {"round_trip_ms": "x"}])
def test_a_damaged_report_is_refused_and_harms_nothing(
    holds: Holds, changed: dict[str, str]
) -> None:
    browser = holds(State.CHECKING)
    before = browser.visit, browser.acts
    answer = post(browser, "checks/report", {**REPORT, **changed}, **JSON)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"] == "report_malformed"
    assert post(browser, "checks/report", {**REPORT, **changed}, **HTMX).status_code == 400
    assert (browser.visit, browser.acts) == before
    assert post(browser, "checks/report", REPORT, **HTMX).status_code == 200


def test_a_script_is_told_why_it_cannot_be_now(holds: Holds, app: Flask) -> None:
    browser = holds(State.WAITING)
    answer = post(browser, "safety", {"answer": "yes"}, **JSON)
    assert (answer.status_code, answer.json) == (
        409,
        {
            "error": "not_now",
            "message": "This cannot be done in the step where the visit is now.",
        },
    )
    answer = app.test_client().post("/v/safety", headers=JSON)
    assert answer.json is not None
    assert (answer.status_code, answer.json["error"]) == (410, "over")


def test_a_form_that_is_too_large_is_refused_and_harms_nothing(holds: Holds) -> None:
    browser = holds(State.UNSAFE)
    answer = post(browser, "later", {"when": "x" * 70_000})
    assert answer.status_code == 413
    assert 'href="/v"' in answer.text
    assert browser.visit.state is State.UNSAFE
    assert post(browser, "later", {"when": "x"}).status_code == 303
