"""New visits behind the gate, and one visit's page."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import alerts, arrivals, board, journey, standing
from rvr_portal.services.private import read
from tests.cast import NUMBER, a_visit
from tests.fakes import Clock

PASSES = {
    "immediate_threat": "no",
    "suspect_near": "no",
    "safe_place": "yes",
    "has_device": "yes",
    "wants_video": "yes",
}
AGREED = {
    **PASSES,
    "called": "Jo",
    "reference": "GC-77/26",
    "language": "cy",
    "number": "07700 900123",
    "text_is_safe": "y",
    "safe_until": "15:30",
    "wording": "link_short",
    "key_word": "parcel",
    "check_word": "blue otter",
}

NEVER_HERS = {State.PREPARED, State.SENT, State.EXPIRED, State.DECLINED}


def stored(portal: Portal) -> Visit:
    return board.board(portal)[0].visit


def test_the_gate_is_asked_first_and_the_check_word_is_there(console: FlaskClient) -> None:
    page = console.get("/officer/visits/new").text
    assert page.index("immediate threat") < page.index("Mobile number")
    assert re.search(r'name="check_word"[^>]*value="[a-z]+ [a-z]+"', page)
    assert "draft translation" in page


def test_what_was_agreed_is_kept(console: FlaskClient, portal: Portal, clock: Clock) -> None:
    answer = console.post("/officer/visits", data=AGREED)
    visit = stored(portal)
    assert answer.location == f"/officer/visits/{visit.id}"
    private = read(portal, visit)
    contact = private.contact
    assert (contact.number, contact.wording, contact.key_word) == (NUMBER, "link_short", "parcel")
    assert contact.check_word == "blue otter"
    assert contact.safe_until is not None
    assert (contact.safe_until - clock.now()).total_seconds() == 90 * 60
    assert (private.called, private.reference, visit.language) == ("Jo", "GC-77/26", "cy")


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("immediate_threat", "yes", "There is an immediate threat."),
        ("suspect_near", "yes", "The suspect is with her or near."),
        ("safe_place", "no", "She is not in a safe place."),
        ("has_device", "no", "She has no device with a camera and internet."),
        ("wants_video", "no", "She does not want a video call."),
    ],
)
def test_a_no_at_the_gate_sends_an_officer(
    console: FlaskClient, portal: Portal, question: str, answer: str, words: str
) -> None:
    page = console.post(
        "/officer/visits",
        data={**AGREED, "number": "wrong", question: answer},
        follow_redirects=True,
    ).text
    visit = stored(portal)
    assert visit.state is State.DECLINED
    assert "No video call: an officer goes in person" in page
    assert words in page
    assert "Show the link" not in page
    assert console.post(f"/officer/visits/{visit.id}/link").status_code == 409


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("has_device", "", "Answer yes or no"),
        ("number", "07700 90012", "Enter a UK mobile number"),
        ("number", "020 7946 0018", "Enter a UK mobile number"),
        ("number", "+33 6 12 34 56 78", "Enter a UK mobile number"),
        ("number", "", "Enter the number that it is safe for"),
        ("safe_until", "", "Enter the time until which it is safe"),
        ("safe_until", "13:00", "That time has passed"),
        ("language", "xx", "Not a valid choice"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_made(
    console: FlaskClient, portal: Portal, field: str, value: str, sentence: str
) -> None:
    answer = console.post("/officer/visits", data={**AGREED, field: value})
    assert answer.status_code == 422
    assert "<title>Error: New visit" in answer.text
    assert sentence in answer.text
    assert 'value="GC-77/26"' in answer.text
    targets = re.findall(r'<li><a href="#([\w-]+)">', answer.text)
    assert targets
    assert all(f'id="{target}"' in answer.text for target in targets)
    assert not board.board(portal)


def test_problems_are_listed_in_the_order_of_the_page(console: FlaskClient) -> None:
    wrong = {**AGREED, "has_device": "", "reference": "x" * 61, "number": "1", "key_word": "x" * 41}
    page = console.post("/officer/visits", data=wrong).text
    targets = re.findall(r'<li><a href="#([\w-]+)">', page)
    assert targets == ["has_device-0", "reference", "number", "key_word"]


def test_an_alert_stands_first_until_somebody_has_seen_it(
    console: FlaskClient, portal: Portal
) -> None:
    alarmed = a_visit(portal, State.WAITING).visit
    alerts.press(portal, alarmed)
    a_visit(portal, State.WAITING)
    page = console.get("/officer/").text
    assert page.index("Silent alert") < page.index("waiting room")
    console.post(f"/officer/visits/{alarmed.id}/alert", data={"from": "board"})
    assert "Silent alert" not in console.get("/officer/").text


def test_an_alert_has_on_one_card_what_is_needed_to_send_help(
    console: FlaskClient, portal: Portal
) -> None:
    visit = a_visit(portal, State.UNSAFE).visit
    journey.officer_instead(portal, visit, "the back door")
    alerts.press(portal, visit)
    for page in ("/officer/", f"/officer/visits/{visit.id}"):
        card = console.get(page).text.split('class="alert"')[1].split("</form>")[0]
        for told in (
            "the back door",
            "+447700900123",
            "She asked for an officer",
        ):
            assert told in card
        assert 'data-module="alarm"' in card


def test_in_the_call_the_alert_makes_no_sound_that_she_would_hear(
    console: FlaskClient, portal: Portal
) -> None:
    visit = a_visit(portal, State.IN_CALL).visit
    call = f"/officer/visits/{visit.id}/call"
    assert "She gave the sign" in console.get(call).text
    console.post(f"/officer/visits/{visit.id}/sign")
    page = console.get(call).text
    assert "Her officer heard the key word" in page
    assert "data-mute" in page
    assert "She gave the sign" not in page
    assert "data-mute" not in console.get("/officer/").text


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("background", "Her page is in the background"),
        ("phone_call", "A telephone call is using her phone."),
        ("refused", "did not let the page use the camera"),
    ],
)
def test_the_console_says_where_her_page_is(
    console: FlaskClient, portal: Portal, word: str, sentence: str
) -> None:
    visit = a_visit(portal, State.IN_CALL).visit
    portal.presence.here(visit.id, "victim", portal.now())
    standing.told(portal, visit.id, word)
    assert sentence in console.get("/officer/").text


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("here", "grade the risk again now"),
        ("closed", "grade the risk again now"),
        ("background", "If not, grade the risk again."),
        ("phone_call", "a telephone call came in"),
        ("battery_low", "Her battery was nearly empty."),
    ],
)
def test_each_kind_of_loss_says_what_is_asked_for(
    console: FlaskClient, portal: Portal, word: str, asked: str
) -> None:
    visit = a_visit(portal, State.IN_CALL).visit
    standing.told(portal, visit.id, word)
    arrivals.connection_lost(portal, visit.id)
    page = console.get("/officer/").text
    assert asked in page
    assert "No call, text or voicemail but as she agreed." in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.WAITING, "Waiting since 14:00."),
        (State.UNSAFE, "She said that it is not safe, or that she is not sure."),
        (State.LATER, "after six"),
        (State.IN_PERSON, "the back door"),
        (State.LEFT, "Left quickly at 14:00. She used quick exit"),
        (State.IN_CALL, "The call is on."),
    ],
)
def test_the_board_says_where_she_is(
    console: FlaskClient, portal: Portal, state: State, words: str
) -> None:
    visit = a_visit(portal, state).visit
    assert words in console.get("/officer/").text
    assert words in console.get(f"/officer/visits/{visit.id}").text


# She comes into these states by herself or with an officer; the others have no page of hers.
@pytest.mark.parametrize("state", sorted(set(State) - NEVER_HERS))
def test_every_state_has_its_page(console: FlaskClient, portal: Portal, state: State) -> None:
    visit = a_visit(portal, state).visit
    for part in ("", "/status", "/journal", "/call", "/advice"):
        assert console.get(f"/officer/visits/{visit.id}{part}").status_code == 200


@pytest.mark.parametrize(
    ("address", "mark"), [("board", "seen"), ("status", "seen"), ("journal", "entries")]
)
def test_nothing_new_is_204(console: FlaskClient, portal: Portal, address: str, mark: str) -> None:
    visit = a_visit(portal, State.WAITING).visit
    url = "/officer/board" if address == "board" else f"/officer/visits/{visit.id}/{address}"
    shown = console.get(url)
    found = re.search(rf'name="{mark}" value="(\w+)"', shown.text)
    assert found
    assert console.get(url, query_string={mark: found[1]}).status_code == 204
    alerts.press(portal, visit)
    assert console.get(url, query_string={mark: found[1]}).status_code == 200


def test_an_unknown_visit_is_a_plain_page(console: FlaskClient) -> None:
    answer = console.get("/officer/visits/nothing")
    assert answer.status_code == 404
    assert "Back to the visits" in answer.text


@pytest.mark.parametrize("page", ["", "/call", "/advice", "/contact"])
def test_who_looks_is_recorded(console: FlaskClient, portal: Portal, page: str) -> None:
    visit = a_visit(portal, State.WAITING).visit
    before = len(board.timeline(portal, visit.id))
    for part in (page, page, "/status", "/journal", "/call/state", "/chat"):
        assert console.get(f"/officer/visits/{visit.id}{part}").status_code in {200, 204}
    [look] = board.timeline(portal, visit.id)[before:]
    assert look.act == "visit.viewed"
    assert stored(portal) == visit
    assert "The visit was looked at" in console.get(f"/officer/visits/{visit.id}").text


@pytest.mark.parametrize("part", ["/status", "/journal", "/call/state", "/chat"])
def test_a_live_part_is_no_look(console: FlaskClient, portal: Portal, part: str) -> None:
    visit = a_visit(portal, State.WAITING).visit
    before = board.timeline(portal, visit.id)
    console.get(f"/officer/visits/{visit.id}{part}")
    console.get("/officer/")
    assert board.timeline(portal, visit.id) == before
