"""Safe contact: no text goes out that she did not agree to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rvr_portal.domain.check_word import new_check_word
from rvr_portal.domain.contact import OVERRIDABLE, SafeContact
from rvr_portal.domain.errors import ContactRefused

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
AGREED = SafeContact("+447700900123", text_is_safe=True, safe_until=NOW + timedelta(hours=1))


def refusal(contact: SafeContact, now: datetime = NOW) -> str:
    with pytest.raises(ContactRefused) as error:
        contact.allow_text(now)
    return error.value.reason


def test_what_was_agreed_allows_a_text() -> None:
    assert AGREED.allow_text(NOW) == "+447700900123"


def test_the_time_that_was_agreed_ends() -> None:
    assert AGREED.allow_text(NOW + timedelta(minutes=59))
    assert refusal(AGREED, NOW + timedelta(hours=1)) == "no_longer_safe"


def test_without_agreement_nothing_is_sent() -> None:
    assert refusal(SafeContact()) == "no_number"
    assert refusal(replace(AGREED, number="")) == "no_number"
    assert refusal(replace(AGREED, text_is_safe=False)) == "text_not_agreed"
    assert refusal(replace(AGREED, safe_until=None)) == "no_longer_safe"


def test_a_text_waits_until_the_hour_that_was_agreed() -> None:
    later = replace(AGREED, safe_from=NOW + timedelta(minutes=30))
    assert refusal(later) == "not_yet_safe"
    assert later.allow_text(NOW + timedelta(minutes=30))


def test_that_a_text_is_safe_says_nothing_of_a_call() -> None:
    with pytest.raises(ContactRefused) as error:
        AGREED.allow_ring(NOW)
    assert error.value.reason == "ring_not_agreed"
    assert replace(AGREED, text_is_safe=False, ring_is_safe=True).allow_ring(NOW)


def test_what_a_supervisor_may_set_aside_leaves_a_number_and_a_text_that_is_right() -> None:
    assert not OVERRIDABLE & {"practice", "no_number", "text_faulty"}


def test_a_check_word_is_two_plain_words_that_nobody_guesses() -> None:
    words = {new_check_word() for _ in range(200)}
    assert all(len(word.split()) == 2 and word.isascii() and word.islower() for word in words)
    assert len(words) > 100
