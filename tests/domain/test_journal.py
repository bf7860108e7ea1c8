"""The hash chain: whoever edits, removes, reorders or inserts an entry breaks it, and it says where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.journal import GENESIS, Entry, digest, entry, first_break

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


def a_chain(length: int = 5) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(length):
        last = entries[-1] if entries else None
        at = NOW + timedelta(seconds=number)
        entries.append(entry("abc", last, at, "victim", f"act.{number}", {"count": number}))
    return entries


def broken(entries: list[Entry], of: list[Entry] | None = None) -> str | None:
    kept = of or a_chain()
    return first_break(entries, kept[-1].number, kept[-1].hash)


def rehashed(it: Entry) -> Entry:
    told = digest(it.chain, it.number, it.at, it.actor, it.act, it.facts, it.previous)
    return replace(it, hash=told)


def test_an_untouched_chain_is_whole() -> None:
    assert broken(a_chain()) is None
    assert a_chain()[0].previous == GENESIS
    assert first_break([], 0, GENESIS) is None


@pytest.mark.parametrize(
    "change",
    [
        {"chain": "xyz"},
        {"at": NOW},
        {"actor": "officer"},
        {"act": "nothing"},
        {"facts": {}},
        {"facts": {"count": "2"}},
    ],
    ids=str,
)
def test_an_edited_entry_is_named(change: dict[str, object]) -> None:
    entries = a_chain()
    entries[2] = replace(entries[2], **change)  # type: ignore[arg-type]
    told = broken(entries)
    assert told is not None
    assert "entry 3: edited" in told


def test_an_edited_entry_with_a_fitting_hash_breaks_the_next_one() -> None:
    entries = a_chain()
    entries[2] = rehashed(replace(entries[2], actor="officer"))
    assert broken(entries) == "abc entry 4: removed or reordered"


def test_the_last_entry_with_a_fitting_hash_breaks_the_head() -> None:
    entries = a_chain()
    entries[4] = rehashed(replace(entries[4], actor="officer"))
    assert broken(entries) == "entry 5: edited"


@pytest.mark.parametrize("gone", range(5))
def test_a_removed_entry_is_named(gone: int) -> None:
    entries = a_chain()
    del entries[gone]
    told = broken(entries)
    assert told is not None
    assert f"entry {gone + 1}: removed" in told


@pytest.mark.parametrize("gone", range(4))
def test_a_removed_entry_is_named_though_the_others_close_up(gone: int) -> None:
    entries = a_chain()
    del entries[gone]
    entries = [replace(it, number=number) for number, it in enumerate(entries, 1)]
    assert broken(entries) == f"abc entry {gone + 1}: removed or reordered"


def test_two_that_changed_places_are_named() -> None:
    entries = a_chain()
    entries[1], entries[2] = replace(entries[2], number=2), replace(entries[1], number=3)
    assert broken(entries) == "abc entry 2: removed or reordered"


def test_an_inserted_entry_is_named() -> None:
    entries = a_chain()
    forged = entry("abc", entries[1], NOW, "officer", "forged", {})
    later = [replace(it, number=it.number + 1) for it in entries[2:]]
    assert broken([*entries[:2], forged, *later]) == "abc entry 4: removed or reordered"
    last = entry("abc", entries[-1], NOW, "officer", "forged", {})
    assert broken([*entries, last]) == "entry 6: added at the end"


def test_the_same_facts_in_another_order_are_the_same() -> None:
    one = digest("abc", 1, NOW, "a", "b", {"x": 1, "y": None}, GENESIS)
    assert one == digest("abc", 1, NOW, "a", "b", {"y": None, "x": 1}, GENESIS)


@given(st.lists(st.text(), min_size=2, max_size=2), st.lists(st.text(), min_size=2, max_size=2))
def test_no_two_entries_share_a_digest(one: list[str], other: list[str]) -> None:
    """Where one field ends and the next begins is part of what is hashed."""
    told = [digest("abc", 1, NOW, actor, act, {}, GENESIS) for actor, act in (one, other)]
    assert (told[0] == told[1]) is (one == other)
