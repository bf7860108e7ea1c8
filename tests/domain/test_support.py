from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from rvr_portal.domain.support import Confidence, Contact, Hours, Opening, SignOff
from rvr_portal.domain.words import Words

HELP = Contact(
    id="help",
    name=Words({"en": "Help"}),
    what=Words({"en": "Someone listens."}),
    who_for=("everyone",),
    areas=("uk",),
    confidence=Confidence.CONFIRMED,
    to_verify=("hours",),
)
SIGNED = SignOff("A. Lead", date(2026, 11, 1))


def test_nobody_has_signed_off_a_new_entry() -> None:
    assert HELP.draft
    assert not replace(HELP, signed_off=SIGNED).draft


def test_a_field_to_verify_is_hidden_until_signed_off() -> None:
    assert HELP.may_show("phone")
    assert not HELP.may_show("hours")
    assert replace(HELP, signed_off=SIGNED).may_show("hours")


@pytest.mark.parametrize(
    "guess",
    [
        replace(HELP, confidence=Confidence.GENERAL_KNOWLEDGE),
        replace(HELP, to_verify=("name",)),
    ],
)
def test_what_is_only_said_to_be_known_is_hidden_whole(guess: Contact) -> None:
    assert guess.unverified
    assert not guess.may_show("phone")
    assert replace(guess, signed_off=SIGNED).may_show("phone")


def test_services_for_people_who_harm_are_marked() -> None:
    assert not HELP.for_perpetrators
    assert replace(HELP, who_for=("perpetrators",)).for_perpetrators


def test_a_check_is_due_after_six_months() -> None:
    assert not SIGNED.due(date(2027, 4, 30))
    assert SIGNED.due(date(2027, 6, 1))


def test_no_openings_means_day_and_night() -> None:
    assert Hours("phone").always
    assert not Hours("phone", (Opening(0, 4, time(9), time(17)),)).always
