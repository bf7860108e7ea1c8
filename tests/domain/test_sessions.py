"""Bindings of browsers: they end, and nobody guesses their keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rvr_portal.domain.sessions import Binding, SignIn, new_key

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_browser_belongs_to_a_visit_until_its_time_is_over() -> None:
    binding = Binding("k", "v", "l", NOW)
    assert binding.valid(NOW + HOUR - timedelta(seconds=1), HOUR)
    assert not binding.valid(NOW + HOUR, HOUR)


def test_a_browser_that_left_does_not_come_back() -> None:
    assert not replace(Binding("k", "v", "l", NOW), ended_at=NOW).valid(NOW, HOUR)


def test_a_sign_in_ends_by_age_by_idleness_and_by_hand() -> None:
    found = SignIn("k", "o", NOW, NOW)
    assert found.valid(NOW, 12 * HOUR, HOUR)
    assert not found.valid(NOW + HOUR, 12 * HOUR, HOUR)
    busy = replace(found, seen_at=NOW + 12 * HOUR)
    assert not busy.valid(NOW + 12 * HOUR, 12 * HOUR, HOUR)
    assert busy.valid(NOW + 12 * HOUR - timedelta(seconds=1), 12 * HOUR, HOUR)
    assert not replace(found, ended_at=NOW).valid(NOW, 12 * HOUR, HOUR)


def test_a_key_has_128_random_bits() -> None:
    keys = {new_key() for _ in range(200)}
    assert len(keys) == 200
    assert all(len(key) == 22 for key in keys)
