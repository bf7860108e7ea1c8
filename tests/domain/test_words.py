from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.words import Text, Words

BOTH = Words({"en": "Money", "cy": "Arian", "zh-Hant": "錢"})


def test_the_language_that_was_asked_for() -> None:
    assert BOTH.text("cy") == Text("Arian", "cy")


def test_a_locale_counts_as_its_language() -> None:
    assert BOTH.text("en_GB") == ("Money", "en")
    assert BOTH.text("zh-Hant-HK").lang == "zh-Hant"


def test_a_language_that_is_missing_says_that_it_is_english() -> None:
    assert BOTH.text("pl") == ("Money", "en")
    assert BOTH.text("") == ("Money", "en")


def test_both_print_as_their_text() -> None:
    assert str(BOTH) == "Money"
    assert str(BOTH.text("cy")) == "Arian"


@given(st.text())
def test_any_code_gives_a_text_in_a_language_that_there_is(code: str) -> None:
    text, lang = BOTH.text(code)
    assert BOTH.by_language[lang] == text
