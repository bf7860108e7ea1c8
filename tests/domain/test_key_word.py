"""The key word is heard however she writes it, and in no other word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.key_word import says

LETTERS = st.text(st.characters(categories=("Ll", "Lo")), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "key_word"),
    [
        ("pineapple", "pineapple"),
        ("I need to buy PINEAPPLE, milk and bread", "pineapple"),
        ("pineapple...", "Pineapple"),
        ("can you bring the red box?", "red  box"),
        ("jest zołty ser", "żółty ser"),
        ("le café est froid", "cafe"),
        ("أنا أحب الشاي", "الشاي"),
        ("चाय पीनी है", "चाय"),
        ("我想吃菠萝蛋糕", "菠萝"),
    ],
)
def test_it_is_heard(text: str, key_word: str) -> None:
    assert says(text, key_word)


@pytest.mark.parametrize(
    ("text", "key_word"),
    [
        ("pineapples", "pineapple"),
        ("the box is red", "red box"),
        ("I am scared", "red"),
        ("", "pineapple"),
        ("anything", ""),
        ("...", "!!!"),
    ],
)
def test_other_words_are_not_it(text: str, key_word: str) -> None:
    assert not says(text, key_word)


@given(LETTERS, st.text(max_size=30), st.text(max_size=30))
def test_it_is_heard_between_any_other_words(word: str, before: str, after: str) -> None:
    assert (
        says(f"{before} {word} {after}", word.upper()) or word.upper().casefold() != word.casefold()
    )


@given(st.text(max_size=60), st.sampled_from(["", " ", "?!", "\u0301"]))
def test_where_none_was_agreed_nothing_is_it(text: str, none: str) -> None:
    assert not says(text, none)
