"""Choosing what she keeps."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from rvr_portal.domain.advice import AdvicePack, Refusal
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import aftercare, board
from tests.cast import a_visit

HTMX = {"HX-Request": "true"}


def chosen(portal: Portal, visit: Visit) -> AdvicePack:
    return aftercare.chosen(board.card(portal, visit.id).visit)


@pytest.fixture
def visit(portal: Portal) -> Visit:
    return a_visit(portal, State.AFTER).visit


@pytest.fixture
def watched_topic(portal: Portal) -> str:
    """A topic that is only for a phone that nobody else sees."""
    return next(
        one.id
        for one in portal.content.topics.values()
        if portal.content.topic_refusal(one.id, phone_is_private=False)
        is Refusal.NEEDS_PRIVATE_PHONE
    )


def test_the_choice_is_kept_and_shown(console: FlaskClient, portal: Portal, visit: Visit) -> None:
    url = f"/officer/visits/{visit.id}/advice"
    picked = {"topics": ["victims_code"], "contacts": ["gdass"], "readable": "yes"}
    assert console.post(url, data=picked).status_code == 303
    assert chosen(portal, visit) == AdvicePack(("victims_code",), ("gdass",))
    page = console.get(url).text
    preview = page[page.index("What she will see") :]
    assert 'data-topic="victims_code"' in preview
    assert 'data-contact="gdass"' in preview
    assert len(re.findall(r"data-(?:topic|contact)=", preview)) == 2
    assert "until" in page[page.index("She may read it again") :][:80]


def test_htmx_gets_the_inside_of_the_form(console: FlaskClient, visit: Visit) -> None:
    url = f"/officer/visits/{visit.id}/advice"
    answer = console.post(url, data={"topics": "victims_code"}, headers=HTMX)
    assert answer.status_code == 200
    assert "<form" not in answer.text
    assert "Saved. It is on her page now." in answer.text


def test_a_watched_phone_gets_no_topic_that_gives_her_away(
    console: FlaskClient, portal: Portal, visit: Visit, watched_topic: str
) -> None:
    url = f"/officer/visits/{visit.id}/advice"
    answer = console.post(url, data={"topics": watched_topic}, headers=HTMX)
    assert answer.status_code == 422
    assert "only on a phone that nobody else sees" in answer.text
    assert f'value="{watched_topic}" id="pick-topics-{watched_topic}" checked' in answer.text
    assert chosen(portal, visit) == AdvicePack()
    private = {"topics": watched_topic, "private_phone": "yes"}
    assert console.post(url, data=private).status_code == 303
    assert chosen(portal, visit) == AdvicePack((watched_topic,))


def test_an_unknown_entry_is_refused(console: FlaskClient, portal: Portal, visit: Visit) -> None:
    answer = console.post(f"/officer/visits/{visit.id}/advice", data={"contacts": "<nobody>"})
    assert answer.status_code == 422
    assert "<nobody>" not in answer.text
    assert chosen(portal, visit) == AdvicePack()


def test_what_may_not_be_shown_cannot_be_ticked(
    console: FlaskClient, portal: Portal, visit: Visit
) -> None:
    page = console.get(f"/officer/visits/{visit.id}/advice").text
    for contact in portal.content.contacts.values():
        box = re.search(rf'value="{contact.id}" id="pick-contacts-{contact.id}"([^>]*)>', page)
        if contact.id in portal.content.force.always_contacts:
            assert box is None
        else:
            assert box is not None
            refused = portal.content.contact_refusal(contact.id) is not None
            assert ("disabled" in box[1]) is refused


def test_every_entry_shows_where_it_comes_from(console: FlaskClient, portal: Portal) -> None:
    page = console.get("/officer/content").text
    content = portal.content
    assert page.count("Where “") == len(content.contacts) + len(content.topics)
    assert "General knowledge, nobody has checked it" in page
    assert "Draft" in page
