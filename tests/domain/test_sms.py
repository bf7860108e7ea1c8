"""Text messages: what they cost, and words that must never stand on somebody's lock screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.sms import Cost, cost, faults, is_sender

LINK = "https://rvr.example/j/" + "a" * 46


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Cost("GSM-7", 0, 1)),
        ("a" * 160, Cost("GSM-7", 160, 1)),
        ("a" * 161, Cost("GSM-7", 161, 2)),
        ("a" * 306, Cost("GSM-7", 306, 2)),
        ("a" * 307, Cost("GSM-7", 307, 3)),
        ("a" * 159 + "€", Cost("GSM-7", 161, 2)),
        ("ŵ" * 70, Cost("UCS-2", 70, 1)),
        ("ŵ" * 71, Cost("UCS-2", 71, 2)),
        ("ŵ" * 134, Cost("UCS-2", 134, 2)),
        ("ŵ" * 135, Cost("UCS-2", 135, 3)),
        ("😀" * 36, Cost("UCS-2", 72, 2)),
    ],
)
def test_what_a_text_costs(text: str, expected: Cost) -> None:
    assert cost(text) == expected


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_every_text_has_a_cost(text: str) -> None:
    found = cost(text)
    assert found.units >= len(text)
    assert found.parts >= 1


def test_a_neutral_text_with_one_link_inside_may_go() -> None:
    assert faults(f"Your link: {LINK} Works until 14:30.") == ()


def test_a_text_takes_exactly_one_link() -> None:
    assert "not_one_link" in faults("Your link works until 14:30.")
    assert "not_one_link" in faults(f"Your links: {LINK} or {LINK} until 14:30.")


def test_a_link_first_or_last_is_what_a_preview_shows() -> None:
    assert faults(f"{LINK} works until 14:30.") == ("link_first_or_last",)
    assert faults(f"Your link: {LINK}") == ("link_first_or_last",)


@pytest.mark.parametrize(
    "word",
    ["police", "Officer", "CRIME", "abuse", "domestic", "victim", "safe", "help", "urgent", "999",
     "101", "now!"],
)  # fmt: skip
def test_words_that_would_betray_her(word: str) -> None:
    assert faults(f"About {word} see {LINK} until 14:30.") == ("forbidden_word",)


def test_a_word_inside_the_address_or_another_word_is_none() -> None:
    assert faults("Your unsafely helper: https://police.example/j/101 until 14:30.") == ()


def test_a_welsh_text_keeps_the_same_words_out() -> None:
    assert faults(f"Am yr heddlu: {LINK} tan 14:30.") == ("forbidden_word",)
    told = f"Spotkanie z Policją: {LINK} do 14:30."
    assert faults(told) == ()
    assert faults(told, words=("policj",)) == ("forbidden_word",)


def test_a_text_does_not_name_the_force() -> None:
    text = f"Gloucestershire Constabulary sends {LINK} until 14:30."
    assert faults(text, names=("Gloucestershire Constabulary",)) == ("names_force",)


def test_nobody_trusts_a_shortened_link() -> None:
    assert faults("Your link: https://bit.ly/abc works until 14:30.") == ("shortener",)


def test_two_parts_only_where_the_alphabet_asks_for_them() -> None:
    assert faults(f"{'a' * 120} {LINK} until 14:30.") == ("two_parts",)
    assert faults(f"ŵ {'a' * 20} {LINK} tan 14:30.") == ()


@pytest.mark.parametrize("name", ["Rowan Desk", "OAKTREE", "+447700900123", "07700900123"])
def test_a_sender_that_networks_show(name: str) -> None:
    assert is_sender(name)


@pytest.mark.parametrize(
    "name", ["", "ab", "Appointment", "NOREPLY", "Police Desk", "Twelve chars!", "Rowan’s", "12"]
)
def test_a_sender_that_is_blocked_or_gives_her_away(name: str) -> None:
    assert not is_sender(name)
