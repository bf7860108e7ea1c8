"""Telephone numbers: UK mobiles as people write them, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.services.numbers import uk_mobile


@pytest.mark.parametrize(
    "text",
    ["+447700900123", "07700 900123", "07700900123", "+44 7700 900-123", "0044 7700 900123",
     "(07700) 900 123", "+44 (0)7700 900123"],
)  # fmt: skip
def test_a_uk_mobile_in_any_spelling(text: str) -> None:
    assert uk_mobile(text) == "+447700900123"


def test_a_mobile_of_the_isle_of_man_is_one() -> None:
    assert uk_mobile("07624 900123") == "+447624900123"


@pytest.mark.parametrize(
    "text",
    ["", "hello", "0", "999", "101", "01242 276500", "0800 2000247", "+33612345678",
     "+1 202 555 0143", "07700 90012", "07700 9001234", "07012 345678", "07612 345678", "+44",
     "07700 900123 07700 900124", "+447700900123 ext 5"],
)  # fmt: skip
def test_what_cannot_take_a_text_is_none(text: str) -> None:
    assert uk_mobile(text) is None


@given(st.text(max_size=30) | st.from_regex(r"[+0-9 ()-]{0,20}", fullmatch=True))
def test_a_number_is_normal_or_none(text: str) -> None:
    number = uk_mobile(text)
    if number is not None:
        assert number.startswith("+447")
        assert len(number) == 13
        assert uk_mobile(number) == number
