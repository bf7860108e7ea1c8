"""Safe contact agreed again, from the page of a visit."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from rvr_portal.domain.account import Role
from rvr_portal.domain.contact import SafeContact
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import board, invitations
from tests.cast import NUMBER, a_private, a_visit
from tests.fakes import Clock, SentTexts
from tests.web.officer.conftest import SignsIn

AGAIN = {
    "number": "07700 900456",
    "text_is_safe": "y",
    "safe_until": "18:00",
    "wording": "link_new",
    "key_word": "kettle",
    "check_word": "",
}


@pytest.fixture
def visit_id(portal: Portal) -> str:
    return invitations.prepare(portal, a_private(portal), by="test").id


def agreed(portal: Portal, visit_id: str) -> SafeContact:
    return board.card(portal, visit_id).private.contact


def test_what_must_be_asked_again_is_not_filled_in(console: FlaskClient, visit_id: str) -> None:
    url = f"/officer/visits/{visit_id}"
    assert f'href="{url}/contact">Agree again' in console.get(url).text
    page = console.get(f"{url}/contact").text
    for known in (NUMBER, "parcel", "blue otter"):
        assert f'value="{known}"' in page
    assert re.search(r'id="safe_until"[^>]*value=""', page)
    assert "checked" not in page


def test_a_text_goes_again_once_she_has_agreed_again(
    console: FlaskClient, portal: Portal, visit_id: str, clock: Clock, texts: SentTexts
) -> None:
    url = f"/officer/visits/{visit_id}"
    for _ in range(2):
        clock.moves(minutes=40)
        assert console.get(url).status_code == 200
    assert console.post(f"{url}/text").status_code == 409
    answer = console.post(f"{url}/contact", data=AGAIN)
    assert (answer.status_code, answer.location) == (303, f"{url}#sending")
    assert (agreed(portal, visit_id).key_word, agreed(portal, visit_id).check_word) == (
        "kettle",
        "blue otter",
    )
    assert console.post(f"{url}/text").status_code == 303
    [(number, text)] = texts.sent
    assert number == "+447700900456"
    assert text.startswith("The earlier link")
    page = console.get(url).text
    assert "Safe contact was agreed again: a text is safe" in page
    assert f"Jo · {board.card(portal, visit_id).private.reference}</h1>" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("number", "020 7946 0018", "Enter a UK mobile number"),
        ("number", "", "Enter the number that it is safe for"),
        ("safe_until", "", "Enter the time until which it is safe"),
        ("wording", "shout", "Not a valid choice"),
    ],
)
def test_a_wrong_answer_keeps_what_was_agreed(
    console: FlaskClient, portal: Portal, visit_id: str, field: str, value: str, sentence: str
) -> None:
    before = agreed(portal, visit_id)
    answer = console.post(f"/officer/visits/{visit_id}/contact", data={**AGAIN, field: value})
    assert answer.status_code == 422
    assert "<title>Error: Safe contact" in answer.text
    assert sentence in answer.text
    assert agreed(portal, visit_id) == before


def test_where_no_link_can_be_sent_nothing_is_agreed(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.CLOSED).visit
    assert console.post(f"/officer/visits/{visit.id}/contact", data=AGAIN).status_code == 409


def test_hours_calls_and_voicemail_are_agreed_and_read_back(
    console: FlaskClient, portal: Portal, visit_id: str
) -> None:
    told = {
        **AGAIN,
        "safe_from": "16:00",
        "ring_is_safe": "y",
        "voicemail_is_safe": "y",
        "rung_by": "Sam, withheld",
    }
    url = f"/officer/visits/{visit_id}"
    assert console.post(f"{url}/contact", data=told).status_code == 303
    page = console.get(url).text
    assert page.count("from 16:00 until 18:00") == 2
    for sentence in ("she agreed to a message", "Sam, withheld", "has not come"):
        assert sentence in page
    assert console.post(f"{url}/text").status_code == 409
    assert agreed(portal, visit_id).voicemail_is_safe


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"voicemail_is_safe": "y"}, "Tick first that a call is safe"),
        ({"safe_from": "19:00"}, "Enter a time after the one from which it is safe"),
        ({"ring_is_safe": "y", "number": ""}, "Enter the number that it is safe for"),
    ],
)
def test_what_does_not_fit_together_is_said(
    console: FlaskClient, visit_id: str, wrong: dict[str, str], sentence: str
) -> None:
    answer = console.post(f"/officer/visits/{visit_id}/contact", data={**AGAIN, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text


def test_after_leaving_the_console_refuses_and_only_a_supervisor_is_offered_more(
    console: FlaskClient, portal: Portal, texts: SentTexts
) -> None:
    visit = a_visit(portal, State.LEFT).visit
    url = f"/officer/visits/{visit.id}"
    page = console.get(url).text
    assert page.count("Ask her again, by a way that she agreed") == 2
    assert "Send this text" not in page
    assert "Supervisor:" not in page
    answer = console.post(f"{url}/link")
    assert answer.status_code == 409
    assert "No link was made. She left" in answer.text
    assert console.post(f"{url}/text", data={"why": "danger"}).status_code == 403
    assert texts.sent == []


def test_a_supervisor_sends_all_the_same_with_a_reason(
    signed_in: SignsIn, portal: Portal, texts: SentTexts
) -> None:
    visit = a_visit(portal, State.LEFT).visit
    boss = signed_in(Role.SUPERVISOR)
    url = f"/officer/visits/{visit.id}"
    assert "Supervisor: Send the text all the same" in boss.get(url).text
    told = {"why": "danger", "words": "her sister rang"}
    assert boss.post(f"{url}/text", data=told).status_code == 303
    assert len(texts.sent) == 1
    page = boss.get(url).text
    assert "A supervisor set aside what was agreed: There is danger to life" in page
    assert "her sister rang" not in page.split('id="journal"')[1]
