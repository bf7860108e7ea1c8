"""Her one page: every state in every language, as page and as fragment, and quiet while nothing is new."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from rvr_portal import i18n, pseudo
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import aftercare, alerts, calls, conversation, invitations
from tests import cast
from tests.fakes import Clock
from tests.web.conftest import Browser, Holds

HTMX = {"HX-Request": "true"}
SHOWS = {
    State.OPENED: "safety",
    State.CHOOSING: "needs",
    State.CHECKING: "checks",
    State.WAITING: "waiting",
    State.IN_CALL: "call",
    State.AFTER: "after",
    State.UNSAFE: "unsafe",
    State.LATER: "unsafe",
    State.IN_PERSON: "unsafe",
    State.LEFT: "ended",
    State.CLOSED: "ended",
    State.REVOKED: "ended",
}
LANGUAGES = [*i18n.languages(), *(code for code, *_ in pseudo.LANGUAGES)]
RIGHT_TO_LEFT = {"ar", "ckb", "fa", "prs", "ps", "ur"} | {
    code for code, _, direction in pseudo.LANGUAGES if direction == "rtl"
}


def step_of(text: str) -> str:
    steps = set(re.findall(r'data-step="(\w+)"', text))
    assert len(steps) == 1, steps
    return steps.pop()


def shown(text: str) -> str:
    """A page without what it holds ready for later."""
    return re.sub(r"<template.*?</template>", "", text, flags=re.DOTALL)


def seen_of(text: str) -> str:
    found = re.search(r'<input type="hidden" id="seen" name="seen" value="([^"]+)">', text)
    assert found
    return found[1]


@pytest.mark.parametrize("state", SHOWS)
def test_every_state_shows_its_step_in_every_language(holds: Holds, state: State) -> None:
    browser = holds(state)
    titles, primary = set(), set()
    for code in LANGUAGES:
        page = shown(browser.client.get(f"/v?lang={code}").text)
        fragment = shown(browser.client.get("/v", headers=HTMX).text)
        assert step_of(page) == step_of(fragment) == SHOWS[state]
        direction = "rtl" if code in RIGHT_TO_LEFT else "ltr"
        assert f'<html lang="{code}" dir="{direction}"' in page
        assert page.count("<h1>") == fragment.count("<h1>") == 1
        assert 'id="exit"' in page
        assert "<html" not in fragment
        assert fragment.strip().splitlines()[-1] in page
        titles.add(re.findall(r"<title>(.*)</title>", page)[0])
        primary.add("data-primary" in fragment)
        if code in {it for it, *_ in pseudo.LANGUAGES}:
            heading = re.findall(r"<h1>(.*)</h1>", page)[0]
            assert heading.startswith("["), "a heading that is not marked for translation"
    assert primary == {True}
    assert len(titles) <= len(i18n.languages())


def test_the_title_tells_no_step(holds: Holds) -> None:
    pages = [holds(state).client.get("/v").text for state in SHOWS]
    titles = {re.findall(r"<title>(.*)</title>", page)[0] for page in pages}
    assert titles == {"Video appointment"}


@pytest.mark.parametrize("state", SHOWS)
def test_a_page_that_shows_it_already_is_left_alone(holds: Holds, state: State) -> None:
    browser = holds(state)
    fragment = browser.client.get("/v", headers=HTMX).text
    if SHOWS[state] == "ended":
        return
    answer = browser.client.get(f"/v?seen={seen_of(fragment)}", headers=HTMX)
    assert (answer.status_code, answer.data) == (204, b"")
    assert browser.client.get("/v?seen=safety-old", headers=HTMX).status_code == 200


def test_a_page_is_woken_by_what_changes_under_it(holds: Holds, portal: Portal) -> None:
    browser = holds(State.WAITING)
    seen = seen_of(browser.client.get("/v", headers=HTMX).text)
    alerts.press(portal, browser.visit)
    assert browser.client.get(f"/v?seen={seen}", headers=HTMX).status_code == 204
    calls.join(portal, browser.id, cast.an_officer(portal))
    answer = browser.client.get(f"/v?seen={seen}", headers=HTMX)
    assert step_of(answer.text) == "call"


def test_advice_that_comes_later_comes_by_itself(holds: Holds, portal: Portal) -> None:
    browser = holds(State.AFTER)
    seen = seen_of(browser.client.get("/v", headers=HTMX).text)
    aftercare.choose(
        portal, browser.id, ("housing",), ("gdass",), by="x", phone_is_private=False, readable=True
    )
    page = browser.client.get(f"/v?seen={seen}", headers=HTMX).text
    assert "A safe place to live" in page
    assert 'href="tel:' in page


def test_an_answer_to_her_cry_for_help_comes_by_itself(holds: Holds, portal: Portal) -> None:
    browser = holds(State.UNSAFE)
    seen = seen_of(browser.client.get("/v", headers=HTMX).text)
    invitations.send_officer(portal, browser.id, by="x", why="asked")
    page = browser.client.get(f"/v?seen={seen}", headers=HTMX).text
    assert "An officer will come to you" in page


def test_what_may_be_read_again_ends_at_the_time_shown(
    holds: Holds, portal: Portal, clock: Clock
) -> None:
    browser = holds(State.AFTER)
    aftercare.choose(
        portal, browser.id, ("housing",), (), by="x", phone_is_private=False, readable=True
    )
    aftercare.close(portal, browser.id, by="x")
    page = browser.client.get("/v").text
    assert step_of(page) == "after"
    assert "A safe place to live" in page
    clock.moves(hours=12)
    assert step_of(browser.client.get("/v").text) == "ended"


def test_the_waiting_room_says_who_will_come_and_is_quiet_else(
    holds: Holds, portal: Portal
) -> None:
    browser = holds(State.WAITING)

    def status(seen: str = "") -> tuple[int, str]:
        answer = browser.client.get(f"/v/waiting?seen={seen}", headers=HTMX)
        return answer.status_code, answer.text

    page = browser.client.get("/v").text
    text = page[page.index('id="waiting-status"') :]
    assert "A trained officer will come" in text
    [seen] = re.findall(r'name="seen" value="(\w+)"', text)
    assert status(seen) == (204, "")
    assert status()[0] == 200
    officer = cast.an_officer(portal)
    calls.take(portal, browser.id, officer)
    code, text = status(seen)
    assert code == 200
    assert "Sam Hill, collar number 1234" in text
    [taken] = re.findall(r'name="seen" value="(\w+)"', text)
    portal.presence.here(browser.id, "officer", portal.now())
    assert "getting ready for you" in status(taken)[1]
    assert "until 20:00" in status(taken)[1]


def test_the_call_shows_who_she_talks_to_and_the_word_that_proves_it(holds: Holds) -> None:
    page = holds(State.IN_CALL).client.get("/v").text
    assert "You talk with Sam Hill, collar number 1234" in page
    assert "blue otter" in page
    for hook in ("remote", "self", "mute", "camera", "hangup", "chat", "alert"):
        assert f'id="{hook}"' in page


def test_the_first_page_after_the_link_shows_the_word_and_nothing_of_what_it_is_for(
    holds: Holds,
) -> None:
    page = holds(State.OPENED).client.get("/v").text
    assert "Your word: “blue otter”" in page
    assert "fficer" not in page.split("<main")[1].split("</main>")[0]


def test_the_word_and_her_reference_stand_nowhere_else(holds: Holds) -> None:
    for state in set(SHOWS) - {State.IN_CALL, State.AFTER}:
        page = holds(state).client.get("/v").text
        assert "otter" not in page or state is State.OPENED, state
        assert "GC-77" not in page, state
        assert cast.NUMBER not in page, state
        assert "parcel" not in page, state


def test_practice_needs_no_officer(holds: Holds, portal: Portal) -> None:
    browser = holds(State.WAITING, practice=True)
    assert 'action="/v/practice"' in browser.client.get("/v").text
    assert browser.client.post("/v/practice").status_code == 303
    page = browser.client.get("/v").text
    assert step_of(page) == "call"
    assert "data-practice" in page
    assert "collar number" not in page


def test_her_choices_are_offered_again_as_she_made_them(holds: Holds) -> None:
    browser = holds(State.CHOOSING)
    told = {"media": "sound", "interpreter": "woman", "bsl": "yes", "called": "Zoë <b>"}
    browser.client.post("/v/needs", data=told)
    browser.client.post("/v/needs/change")
    page = browser.client.get("/v").text
    assert 'value="sound" checked' in page
    assert 'value="woman" checked' in page
    assert 'id="bsl" name="bsl" value="yes" checked' in page
    assert 'value="Zoë &lt;b&gt;"' in page


def test_the_language_that_she_reads_is_the_language_of_her_pages(holds: Holds) -> None:
    browser = holds(State.CHOOSING)
    browser.client.post("/v/needs", data={"reads": "cy"})
    assert '<html lang="cy"' in browser.client.get("/v").text
    assert browser.visit.language == "cy"


def test_a_language_without_a_page_is_told_to_the_officer_all_the_same(holds: Holds) -> None:
    browser = holds(State.CHOOSING)
    browser.client.post("/v/needs", data={"reads": "sk"})
    assert '<html lang="en"' in browser.client.get("/v").text
    assert browser.visit.language == "sk"


def test_without_a_visit_there_is_one_page_for_all(app: Flask) -> None:
    pages = {
        app.test_client().get(path).data for path in ("/v", "/v/waiting", "/v/chat", "/v/ping")
    }
    assert len(pages) == 1
    assert step_of(pages.pop().decode()) == "ended"
    assert app.test_client().get("/v/events").mimetype == "text/html"


def test_a_page_that_asks_says_that_she_is_there(holds: Holds, portal: Portal) -> None:
    browser = holds(State.WAITING)
    assert not portal.presence.is_here(browser.id, "victim", portal.now())
    browser.client.get("/v")
    assert portal.presence.is_here(browser.id, "victim", portal.now())


def test_pages_without_script_look_again_by_themselves(holds: Holds) -> None:
    for state in (State.WAITING, State.UNSAFE):
        assert '<noscript><meta http-equiv="refresh"' in holds(state).client.get("/v").text
    for state in (State.CHOOSING, State.IN_CALL, State.AFTER):
        assert "http-equiv" not in holds(state).client.get("/v").text


def test_chat_brings_only_what_is_new(holds: Holds, portal: Portal) -> None:
    browser = holds(State.IN_CALL)
    assert browser.client.get("/v/chat?after=0").status_code == 204
    conversation.say(portal, browser.visit, "officer", "<b>hello</b>", "0123456789abcdef")
    text = browser.client.get("/v/chat?after=0").text
    assert "&lt;b&gt;hello&lt;/b&gt;" in text
    [number] = re.findall(r'data-number="(\d+)"', text)
    assert browser.client.get(f"/v/chat?after={number}").status_code == 204
    for nonsense in ("", "x", "-1", "9" * 30, "²"):
        assert "hello" in browser.client.get(f"/v/chat?after={nonsense}").text
    assert "&lt;b&gt;hello" in browser.client.get("/v").text


def test_the_way_here_and_back_is_measured_by_nothing(holds: Holds) -> None:
    assert holds(State.CHECKING).client.get("/v/ping").status_code == 204


def test_two_pages_of_one_browser_are_the_same_visit(holds: Holds, app: Flask) -> None:
    browser = holds(State.WAITING)
    other = app.test_client()
    with other.session_transaction() as session:
        session["k"] = browser.key
    assert step_of(other.get("/v").text) == "waiting"
    assert isinstance(browser, Browser)


def test_a_waiting_page_is_told_how_to_meet_her_officers(holds: Holds) -> None:
    browser = holds(State.WAITING)
    assert 'hx-get="/v/waiting/line"' in browser.client.get("/v").text
    line = browser.client.get("/v/waiting/line")
    assert 'data-module="held"' in line.text
    assert 'data-signals="/v/signals"' in line.text


@pytest.mark.parametrize("state", [State.CHECKING, State.IN_CALL, State.UNSAFE])
def test_who_does_not_wait_is_told_no_way(holds: Holds, state: State) -> None:
    assert holds(state).client.get("/v/waiting/line").status_code == 204


def test_in_practice_nobody_is_met(holds: Holds) -> None:
    assert "/v/waiting/line" not in holds(State.WAITING, practice=True).client.get("/v").text
