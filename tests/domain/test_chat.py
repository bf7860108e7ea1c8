"""Lines of chat: what is kept of what was typed, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.chat import MAX_LENGTH, checked
from rvr_portal.domain.errors import ChatMalformed

ID = "0123456789abcdef"


def test_a_line_is_kept_as_typed() -> None:
    assert checked("  He is outside.\r\nI can’t talk. ", ID) == "He is outside.\nI can’t talk."


def test_control_characters_are_left_out() -> None:
    assert checked("a\x00b\x1b[31mc\u202e\ud800", ID) == "ab[31mc"


def test_persian_joiners_and_families_of_emoji_stay_whole() -> None:
    for text in ("می\u200cخواهم", "👩\u200d👧"):
        assert checked(text, ID) == text


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\x00", "\x00 \x00", "\u200d", "a" * 1001])
def test_an_empty_or_endless_line_is_refused(text: str) -> None:
    with pytest.raises(ChatMalformed, match="text"):
        checked(text, ID)


def test_a_line_of_the_greatest_length_is_kept() -> None:
    assert len(checked("é" * MAX_LENGTH, ID)) == MAX_LENGTH


@pytest.mark.parametrize("client_id", ["", "short", "a" * 65, "a" * 15 + "!", ID + "\n", ID + " "])
def test_a_line_without_its_own_id_is_refused(client_id: str) -> None:
    with pytest.raises(ChatMalformed, match="client_id"):
        checked("hello", client_id)


@given(st.text(), st.text(max_size=70))
def test_a_line_is_kept_or_refused(text: str, client_id: str) -> None:
    for told in (client_id, ID):
        try:
            line = checked(text, told)
        except ChatMalformed:
            continue
        assert line.strip()
        assert len(line) <= MAX_LENGTH
        assert checked(line, ID) == line
