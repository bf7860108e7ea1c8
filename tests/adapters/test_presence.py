"""Whose page is open: a reload is no loss, two pages are one person, and a loss is told once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rvr_portal.adapters.presence import InProcessPresence

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
V = ("abc", "victim")


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.fixture
def presence() -> InProcessPresence:
    return InProcessPresence()


def lost(presence: InProcessPresence, seconds: float) -> list[str]:
    return list(presence.lost("victim", at(seconds)))


def test_nobody_is_here_before_she_came(presence: InProcessPresence) -> None:
    assert not presence.is_here(*V, NOW)
    assert lost(presence, 1000) == []


def test_a_page_that_is_open_is_here_and_never_lost(presence: InProcessPresence) -> None:
    presence.opened(*V, NOW)
    for seconds in range(20, 200, 20):
        presence.here(*V, at(seconds))
        assert presence.is_here(*V, at(seconds + 1))
        assert lost(presence, seconds + 1) == []


def test_a_reload_is_no_loss(presence: InProcessPresence) -> None:
    presence.opened(*V, NOW)
    presence.gone(*V, at(1))
    assert not presence.is_here(*V, at(2))
    assert lost(presence, 10) == []
    presence.opened(*V, at(10))
    assert presence.is_here(*V, at(11))
    assert lost(presence, 30) == []


def test_a_page_that_stays_away_is_lost_once(presence: InProcessPresence) -> None:
    presence.opened(*V, NOW)
    presence.gone(*V, at(1))
    assert lost(presence, 11) == []
    assert lost(presence, 12) == ["abc"]
    assert lost(presence, 13) == []
    presence.opened(*V, at(60))
    assert presence.is_here(*V, at(60))


def test_the_old_stream_of_a_reload_may_end_after_the_new_one_began(
    presence: InProcessPresence,
) -> None:
    presence.opened(*V, NOW)
    presence.opened(*V, at(5))
    presence.gone(*V, at(8))
    assert presence.is_here(*V, at(9))
    assert lost(presence, 40) == []
    presence.gone(*V, at(41))
    assert not presence.is_here(*V, at(42))
    assert lost(presence, 52) == ["abc"]


def test_a_page_without_script_is_here_while_it_asks(presence: InProcessPresence) -> None:
    for seconds in (0, 15, 30):
        presence.here(*V, at(seconds))
        assert presence.is_here(*V, at(seconds + 14))
        assert lost(presence, seconds + 14) == []
    assert lost(presence, 30 + 45) == []
    assert lost(presence, 30 + 46) == ["abc"]


def test_a_stream_that_died_without_a_word_is_noticed(presence: InProcessPresence) -> None:
    presence.opened(*V, NOW)
    assert not presence.is_here(*V, at(45))
    assert lost(presence, 46) == ["abc"]
    presence.gone(*V, at(60))
    assert lost(presence, 100) == []


def test_both_sides_and_all_visits_are_apart(presence: InProcessPresence) -> None:
    presence.opened("abc", "officer", NOW)
    presence.opened("other", "victim", NOW)
    presence.opened(*V, NOW)
    presence.gone("abc", "officer", at(1))
    assert presence.is_here(*V, at(20))
    assert not presence.is_here("abc", "officer", at(20))
    assert lost(presence, 20) == []
    assert list(presence.lost("officer", at(20))) == ["abc"]
    assert presence.is_here("other", "victim", at(20))


def test_an_end_without_a_beginning_does_no_harm(presence: InProcessPresence) -> None:
    presence.gone(*V, NOW)
    assert lost(presence, 100) == []
    presence.opened(*V, NOW)
    assert presence.is_here(*V, NOW)
