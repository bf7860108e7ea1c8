"""The content that comes with the portal: complete in every language, and safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from rvr_portal import i18n
from rvr_portal.adapters.content import load_content
from rvr_portal.domain.advice import AdvicePack
from rvr_portal.domain.support import Confidence
from rvr_portal.domain.words import Words

CONTENT = load_content()
NAME_AND_NUMBER = re.compile(r"Relay UK: [\d ]+(\. BSL video: SignVideo\.)?")


def words_for_victims() -> Iterator[tuple[str, Words]]:
    yield "force title", CONTENT.force.title
    for contact in CONTENT.contacts.values():
        hows = [number.how for number in (contact.phone, contact.sms) if number]
        for words in (contact.what, contact.bsl_relay, *hows, *contact.facts):
            if words is not None:
                yield contact.id, words
    for topic in CONTENT.topics.values():
        yield topic.id, topic.title
        for point in topic.points:
            yield topic.id, point.words


def test_everything_is_there() -> None:
    assert len(CONTENT.contacts) == 58
    assert len(CONTENT.topics) == 37
    assert len(CONTENT.languages.to_read()) == 32
    assert len(CONTENT.languages.by_code) == 46


@pytest.mark.parametrize("code", i18n.languages())
def test_every_word_for_victims_is_in_this_language(code: str) -> None:
    missing = [
        (entry, str(words))
        for entry, words in words_for_victims()
        if words.text(code).lang != code and not NAME_AND_NUMBER.fullmatch(str(words))
    ]
    assert missing == []


def test_nothing_is_signed_off_and_the_officer_is_told_so() -> None:
    drafts = CONTENT.drafts()
    assert (len(drafts.contacts), len(drafts.topics)) == (58, 37)
    assert set(drafts.languages) == set(i18n.languages()) - {"en"}


def test_no_guess_reaches_the_page() -> None:
    page = CONTENT.aftercare(AdvicePack(tuple(CONTENT.topics), tuple(CONTENT.contacts)), "cy")
    for shown in (*page.always_contacts, *page.contacts):
        contact = CONTENT.contacts[shown.id]
        assert contact.confidence is not Confidence.GENERAL_KNOWLEDGE
        assert not (shown.phone and "phone" in contact.to_verify)
        assert not (shown.website and "website" in contact.to_verify)
    for topic in (*page.always_topics, *page.topics):
        assert len(topic.points) <= len(CONTENT.topics[topic.id].points)
        assert topic.points


def test_everybody_gets_the_emergency_numbers_first() -> None:
    page = CONTENT.aftercare(AdvicePack(), "en")
    first = page.always_contacts[0]
    assert first.id == "police_999"
    assert first.phone is not None
    assert (first.phone.display, first.phone.dial) == ("999", "999")
    assert page.contacts == ()
    assert [topic.id for topic in page.always_topics] == [
        "danger_now",
        "what_next",
        "contact_officer",
    ]


@pytest.mark.parametrize("lang", i18n.languages())
def test_55_is_never_dialled_with_999(lang: str) -> None:
    for _, words in words_for_victims():
        assert "999 55" not in words.text(lang).text


def test_suggested_contacts_and_topics_can_be_chosen() -> None:
    force = CONTENT.force
    CONTENT.pack(force.suggested_topics, force.suggested_contacts, phone_is_private=False)
    assert CONTENT.suggestions([])[0] == "gdass"


def test_the_local_service_stands_first() -> None:
    assert next(iter(CONTENT.contacts)) == "gdass"


def test_the_harmless_page_is_whole_in_every_language_that_it_has() -> None:
    page = CONTENT.harmless
    for words in page.lines:
        assert words.by_language.keys() == page.title.by_language.keys()
    assert page.title.by_language.keys() == i18n.languages().keys()
