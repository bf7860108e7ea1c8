"""Links by text, by QR code and in practice."""

from __future__ import annotations

import re
from datetime import timedelta
from importlib import import_module

import pytest
from flask.testing import FlaskClient

from rvr_portal.domain.errors import SmsRefused, SmsUnavailable
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import board, invitations
from tests.cast import NUMBER, a_private
from tests.fakes import Clock, SentTexts


def a_prepared(portal: Portal, **contact: object) -> Visit:
    return invitations.prepare(portal, a_private(portal, **contact), by="test")


def state(portal: Portal, visit: Visit) -> State:
    return board.card(portal, visit.id).visit.state


def test_what_was_agreed_stands_before_the_button(console: FlaskClient, portal: Portal) -> None:
    page = console.get(f"/officer/visits/{a_prepared(portal).id}").text
    agreed = [page.index(it) for it in (NUMBER, "until 15:00", "parcel", "blue otter", "1 part")]
    assert max(agreed) < page.index("Send this text to")


def test_the_text_is_sent_as_it_was_shown(
    console: FlaskClient, portal: Portal, texts: SentTexts
) -> None:
    visit = a_prepared(portal)
    page = console.get(f"/officer/visits/{visit.id}").text
    shown = re.search(r"<blockquote[^>]*>(.*)</blockquote>", page)
    assert console.post(f"/officer/visits/{visit.id}/text").status_code == 303
    number, text = texts.sent[0]
    assert number == NUMBER
    assert shown
    assert len(text) == len(shown[1])
    assert text.split("http")[0] == shown[1].split("http")[0]


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        ({"number": None}, "There is no number to text."),
        ({"text_is_safe": False}, "She has not said that a text is safe."),
        ({"safe_until": None}, "The time until which a text was safe has passed."),
    ],
)
def test_no_text_that_was_not_agreed(
    console: FlaskClient,
    portal: Portal,
    texts: SentTexts,
    contact: dict[str, object],
    sentence: str,
) -> None:
    visit = a_prepared(portal, **contact)
    page = console.get(f"/officer/visits/{visit.id}").text
    assert sentence in page
    assert "Send this text" not in page
    answer = console.post(f"/officer/visits/{visit.id}/text")
    assert answer.status_code == 409
    assert f"No text was sent. {sentence}" in answer.text
    assert not texts.sent
    assert state(portal, visit) is State.PREPARED


def test_no_text_after_the_safe_time(
    console: FlaskClient, portal: Portal, texts: SentTexts, clock: Clock
) -> None:
    visit = a_prepared(portal, safe_until=clock.now() + timedelta(minutes=5))
    url = f"/officer/visits/{visit.id}"
    found = re.search(r'id="status-seen" name="seen" value="(\w+)"', console.get(url).text)
    assert found
    clock.moves(minutes=6)
    assert console.post(f"{url}/text").status_code == 409
    assert not texts.sent
    live = console.get(f"{url}/status", query_string={"seen": found[1]})
    assert "Send this text" not in live.text


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (SmsRefused("no such number"), 409, "nobody has the link that was made for it"),
        (SmsUnavailable("down"), 503, "If it arrives after all, its link works."),
    ],
)
def test_a_text_that_does_not_go_is_said(
    console: FlaskClient,
    portal: Portal,
    texts: SentTexts,
    error: Exception,
    status: int,
    sentence: str,
) -> None:
    visit = a_prepared(portal)
    url = f"/officer/visits/{visit.id}"
    console.post(f"{url}/text")
    live = console.get(f"{url}/status").text
    assert "how the link instead" not in live
    seen = re.search(r'id="status-seen" name="seen" value="(\w+)"', live)
    assert seen
    texts.fails_with = error
    answer = console.post(f"{url}/text")
    assert answer.status_code == status
    assert sentence in answer.text
    assert "Any earlier link has stopped." in answer.text
    assert "The text message could not be sent" in answer.text
    # It stays on the page until another link is made, also for whoever looks later.
    later = console.get(f"{url}/status", query_string={"seen": seen[1]}).text
    assert sentence in later
    assert "Show the link" in later
    console.post(f"{url}/link")
    assert sentence not in console.get(url).text


def test_a_link_whose_text_failed_runs_out(
    console: FlaskClient, portal: Portal, texts: SentTexts, clock: Clock
) -> None:
    visit = a_prepared(portal)
    texts.fails_with = SmsUnavailable("down")
    console.post(f"/officer/visits/{visit.id}/text")
    clock.moves(minutes=31)
    invitations.expire_overdue(portal)
    assert state(portal, visit) is State.EXPIRED
    assert "could not be sent just now" not in console.get(f"/officer/visits/{visit.id}").text


def test_too_many_texts_are_refused_on_the_page(
    console: FlaskClient, portal: Portal, texts: SentTexts
) -> None:
    url = f"/officer/visits/{a_prepared(portal).id}"
    sent = [console.post(f"{url}/text").status_code for _ in range(6)]
    assert sent == [303] * 5 + [429]
    assert len(texts.sent) == 5
    answer = console.post(f"{url}/text")
    assert "No text was sent: too many" in answer.text
    assert 3500 < int(answer.headers["Retry-After"]) <= 3600
    assert console.post(f"{url}/link").status_code == 200
    assert console.post(f"/officer/visits/{a_prepared(portal).id}/text").status_code == 303


def test_too_many_texts_of_one_officer(
    console: FlaskClient, portal: Portal, texts: SentTexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = import_module("rvr_portal.web.officer.links")
    monkeypatch.setattr(links, "TEXTS_OF_OFFICER", "2 per hour")
    sent = [
        console.post(f"/officer/visits/{a_prepared(portal).id}/text").status_code for _ in range(3)
    ]
    assert sent == [303, 303, 429]


def test_a_link_is_shown_once_with_its_code(console: FlaskClient, portal: Portal) -> None:
    visit = a_prepared(portal)
    page = console.post(f"/officer/visits/{visit.id}/link").text
    address = re.search(r'readonly value="(http[^"]+/j/[\w.-]+)"', page)
    assert address
    assert "<svg" in page
    assert "style=" not in page
    assert address[1] not in console.get(f"/officer/visits/{visit.id}").text
    assert console.get(address[1]).status_code == 200


def test_a_new_link_ends_the_older(console: FlaskClient, portal: Portal) -> None:
    visit = a_prepared(portal)
    pages = [console.post(f"/officer/visits/{visit.id}/link").text for _ in range(2)]
    old, new = (re.findall(r'readonly value="([^"]+)"', page)[0] for page in pages)
    assert (console.get(old).status_code, console.get(new).status_code) == (404, 200)


def test_practice_sends_no_text(console: FlaskClient, portal: Portal, texts: SentTexts) -> None:
    page = console.post("/officer/practice").text
    assert "Practice" in page
    visit = board.board(portal)[0].visit
    assert visit.practice
    assert "Practice" in console.get("/officer/").text
    assert console.post(f"/officer/visits/{visit.id}/text").status_code == 409
    assert not texts.sent
    assert console.post(f"/officer/visits/{visit.id}/call/join").json == {"in_call": False}


@pytest.mark.parametrize(
    ("noun", "data", "ended"),
    [
        ("revocation", {}, State.REVOKED),
        ("officer", {"why": "danger"}, State.IN_PERSON),
        ("closure", {}, State.CLOSED),
    ],
)
def test_endings_ask_first(
    console: FlaskClient, portal: Portal, noun: str, data: dict[str, str], ended: State
) -> None:
    visit = invitations.issue(portal, a_prepared(portal).id, by="test", channel="shown").visit
    if ended is State.CLOSED:
        invitations.revoke(portal, visit.id, by="test")
    before = state(portal, visit)
    assert console.get(f"/officer/visits/{visit.id}/{noun}").status_code == 200
    assert state(portal, visit) is before
    assert console.post(f"/officer/visits/{visit.id}/{noun}", data=data).status_code == 303
    assert state(portal, visit) is ended


def test_an_officer_can_go_before_there_is_a_link(console: FlaskClient, portal: Portal) -> None:
    url = f"/officer/visits/{a_prepared(portal).id}"
    assert f'href="{url}/officer"' in console.get(url).text
    assert "Her page" not in console.get(f"{url}/officer").text
    page = console.post(f"{url}/officer", data={"why": "no_contact"}, follow_redirects=True).text
    assert "An officer is to go to her in person." in page
    assert console.post(f"{url}/link").status_code == 409


def test_an_officer_goes_for_a_reason(console: FlaskClient, portal: Portal) -> None:
    visit = invitations.issue(portal, a_prepared(portal).id, by="test", channel="shown").visit
    answer = console.post(f"/officer/visits/{visit.id}/officer")
    assert (answer.status_code, state(portal, visit)) == (422, State.SENT)
    assert 'href="#why-danger"' in answer.text
