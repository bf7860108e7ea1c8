"""Ready sentences: what the officer sees, and what she reads."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import board, conversation
from tests.cast import a_visit

PHRASE = "Can you see and hear me?"
HTMX = {"HX-Request": "true"}


def written(portal: Portal, visit_id: str) -> list[tuple[str, str]]:
    lines = conversation.lines(portal, board.card(portal, visit_id).visit)
    return [(it.side, it.text) for it in lines]


@pytest.mark.parametrize("page", ["", "/call"])
def test_the_officer_sees_what_she_will_read(
    console: FlaskClient, portal: Portal, page: str
) -> None:
    visit = a_visit(portal, State.WAITING, language="pl").visit
    text = console.get(f"/officer/visits/{visit.id}{page}").text
    polish = str(portal.content.phrases[2].text("pl"))
    assert str(portal.content.phrases[2]) == PHRASE != polish
    assert "Ready sentences in Polish" in text
    assert f'{PHRASE} <span lang="pl" dir="ltr">{polish}</span>' in text
    assert "Draft translation." in text


def test_in_english_nothing_is_said_twice(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING).visit
    text = console.get(f"/officer/visits/{visit.id}").text
    assert text.count(PHRASE) == 2  # what the button sends, and its words
    assert "Draft translation" not in text


def test_it_goes_to_her_in_her_language_once(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING, language="ar").visit
    url = f"/officer/visits/{visit.id}/phrases"
    tapped = {"phrase": PHRASE, "client_id": "o" * 16}
    answer = console.post(url, data=tapped, headers=HTMX)
    assert answer.status_code == 200
    assert 'name="client_id"' in answer.text
    assert "o" * 16 not in answer.text
    assert console.post(url, data=tapped).status_code == 303
    arabic = str(portal.content.phrases[2].text("ar"))
    assert written(portal, visit.id) == [("officer", arabic)]


def test_nothing_else_can_be_sent_that_way(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.WAITING).visit
    url = f"/officer/visits/{visit.id}/phrases"
    for phrase in ("", "Something else"):
        made = console.post(url, data={"phrase": phrase, "client_id": "o" * 16}, headers=HTMX)
        assert made.status_code == 400
    assert written(portal, visit.id) == []


def test_not_before_she_can_read_it(console: FlaskClient, portal: Portal) -> None:
    visit = a_visit(portal, State.CHECKING).visit
    data = {"phrase": PHRASE, "client_id": "o" * 16}
    made = console.post(f"/officer/visits/{visit.id}/phrases", data=data, headers=HTMX)
    assert made.status_code >= 400
