from __future__ import annotations

from dataclasses import replace
from datetime import date

from rvr_portal.domain.shown import ShownContact, shown_contact
from rvr_portal.domain.support import Confidence, Contact, Hours, Phone, SignOff, Sms
from rvr_portal.domain.words import Text, Words

FULL = Contact(
    id="help",
    name=Words({"en": "Help", "cy": "Help llaw"}),
    what=Words({"en": "Someone listens.", "cy": "Mae rhywun yn gwrando."}),
    who_for=("everyone",),
    areas=("uk",),
    confidence=Confidence.CONFIRMED,
    phone=Phone("999", "999", how=Words({"en": "Press 55."})),
    free=True,
    hidden_from_bill=True,
    sms=Sms("85258", "85258", keyword="HELP", how=Words({"en": "They ring back."})),
    webchat=True,
    bsl_relay=Words({"en": "Relay"}),
    email="help@example.org",
    website="https://example.org",
    hours=(Hours("phone"), Hours("web")),
    staff_languages=("en", "pl"),
    interpreters=True,
    facts=(Words({"en": "A fact."}),),
)
EVERY_FIELD = (
    "what",
    "phone",
    "free",
    "hidden_from_bill",
    "sms",
    "webchat",
    "bsl_relay",
    "email",
    "website",
    "hours",
    "languages",
    "facts",
)
SIGNED = SignOff("A. Lead", date(2026, 11, 1))


def shown(contact: Contact, lang: str = "en") -> ShownContact:
    found = shown_contact(contact, lang)
    assert found is not None
    return found


def test_everything_that_was_checked_is_shown_in_her_language() -> None:
    page = shown(FULL, "cy")
    assert page.name == Text("Help llaw", "cy")
    assert page.what == Text("Mae rhywun yn gwrando.", "cy")
    assert page.phone_how == Text("Press 55.", "en")
    assert (page.phone, page.sms, page.email, page.website) == (
        FULL.phone,
        FULL.sms,
        FULL.email,
        FULL.website,
    )
    assert page.free
    assert page.hidden_from_bill
    assert page.webchat
    assert page.interpreters
    assert page.staff_languages == ("en", "pl")
    assert page.facts == (Text("A fact.", "en"),)
    assert page.reachable


def test_nothing_that_is_unchecked_is_shown() -> None:
    page = shown(replace(FULL, to_verify=EVERY_FIELD))
    assert page == ShownContact(
        id="help",
        name=Text("Help", "en"),
        what=None,
        phone=None,
        phone_how=None,
        sms=None,
        sms_how=None,
        webchat=False,
        bsl_relay=None,
        email=None,
        website=None,
        hours=(),
        staff_languages=(),
        interpreters=False,
        free=False,
        hidden_from_bill=False,
        facts=(),
    )
    assert not page.reachable


def test_a_sign_off_shows_what_was_unchecked() -> None:
    doubtful = replace(FULL, to_verify=EVERY_FIELD, signed_off=SIGNED)
    assert shown(doubtful) == shown(FULL)


def test_a_contact_of_general_knowledge_is_not_shown_at_all() -> None:
    assert shown_contact(replace(FULL, confidence=Confidence.GENERAL_KNOWLEDGE), "en") is None


def test_not_known_never_reads_as_no() -> None:
    page = shown(replace(FULL, free=None, hidden_from_bill=None, webchat=None, interpreters=None))
    known_no = shown(
        replace(FULL, free=False, hidden_from_bill=False, webchat=False, interpreters=False)
    )
    assert page == known_no


def test_hours_are_hidden_with_the_number_that_they_belong_to() -> None:
    page = shown(replace(FULL, to_verify=("phone",)))
    assert page.hours_of("phone") is None
    assert page.hours_of("web") == Hours("web")
    assert shown(replace(FULL, website=None)).hours_of("web") is None


def test_free_is_said_only_of_something_that_can_be_used() -> None:
    assert shown(replace(FULL, to_verify=("phone", "sms", "website"))).free
    assert not shown(replace(FULL, to_verify=("phone", "sms", "website", "webchat"))).free
