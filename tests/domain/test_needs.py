"""How she wants to talk: nothing is required, and nonsense counts as not said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.chat import JOINERS
from rvr_portal.domain.needs import (
    FALLBACKS,
    INTERPRETERS,
    MAX_NAME,
    MEDIA,
    Needs,
    from_form,
    name_to_use,
)
from rvr_portal.domain.needs import from_mapping as stored

LANGUAGES = ("en", "pl", "cy")
FIELDS = ("reads", "speaks", "interpreter", "bsl", "captions", "companion", "media", "fallback")


def test_an_empty_form_is_an_answer() -> None:
    assert from_form({}, LANGUAGES) == Needs()


def test_what_she_chose_is_kept() -> None:
    told = {
        "reads": "cy", "speaks": "pl", "interpreter": "woman", "bsl": "yes", "captions": "yes",
        "companion": "yes", "media": "text", "fallback": "ring",
    }  # fmt: skip
    assert from_form(told, LANGUAGES) == Needs(
        "cy", "pl", "woman", True, True, True, "text", "ring"
    )


def test_an_answer_that_does_not_exist_counts_as_not_given() -> None:
    told = dict.fromkeys(FIELDS, "<script>")
    assert from_form(told, LANGUAGES) == Needs()


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20)))
def test_no_form_stores_her_own_words(form: dict[str, str]) -> None:
    needs = from_form(form, LANGUAGES)
    assert needs.reads in {"", *LANGUAGES}
    assert needs.speaks in {"", *LANGUAGES}
    assert needs.interpreter in INTERPRETERS
    assert needs.media in MEDIA
    assert needs.fallback in FALLBACKS
    assert stored(needs.as_mapping()) == needs


def test_before_she_chose_there_are_defaults() -> None:
    assert stored(None) == Needs()
    assert Needs().fallback == "wait"


def test_what_was_stored_before_there_was_the_question_is_read() -> None:
    assert stored({"media": "sound"}) == Needs(media="sound")


def test_her_name_is_one_line() -> None:
    assert name_to_use("  Jo\r\n\tAnne\x00 \u202eO’Neill ") == "Jo Anne O’Neill"
    assert name_to_use("") == ""


def test_a_name_that_is_spelt_with_joiners_stays_whole() -> None:
    assert name_to_use("ශ්\u200dරී") == "ශ්\u200dරී"


@given(st.text())
def test_her_name_never_carries_control_characters(text: str) -> None:
    name = name_to_use(text)
    assert len(name) <= MAX_NAME
    assert all(letter.isprintable() or letter in JOINERS for letter in name)
    assert name_to_use(name) == name.strip()


@pytest.mark.parametrize(
    ("answers", "by_letter"),
    [({}, False), ({"bsl": "yes"}, True), ({"captions": "yes"}, True), ({"media": "text"}, True)],
)
def test_letters_are_shown_as_they_come_where_writing_is_how_she_talks(
    answers: dict[str, str], by_letter: bool
) -> None:
    assert from_form(answers, LANGUAGES).by_letter is by_letter
