"""A guest of a call: where one stands, for whom the link opens, and when a visit has no use for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rvr_portal.domain.guest import Guest, Role, Standing, ending, may_wait
from rvr_portal.domain.visit import TRANSITIONS, Event, State

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)
FRESH = Guest("hash", "visit", Role.SIGNER, b"", NOW, LATER)
USED = replace(FRESH, used_at=NOW, device_hash="d")


@pytest.mark.parametrize(
    ("guest", "now", "standing"),
    [
        (FRESH, NOW, Standing.INVITED),
        (FRESH, LATER, Standing.EXPIRED),
        (USED, LATER, Standing.WAITING),
        (replace(USED, let_in_at=NOW), LATER, Standing.IN_CALL),
        (replace(USED, let_in_at=NOW, ended=Standing.LEFT), NOW, Standing.LEFT),
        (replace(FRESH, ended=Standing.REMOVED), NOW, Standing.REMOVED),
    ],
)
def test_where_a_guest_stands(guest: Guest, now: datetime, standing: Standing) -> None:
    assert guest.standing(now) is standing


def test_for_whom_the_link_opens() -> None:
    assert FRESH.open_to(None, NOW)
    assert not FRESH.open_to("d", LATER)
    assert USED.open_to("d", LATER)
    assert not USED.open_to("e", NOW)
    assert not USED.open_to(None, NOW)
    for how in (Standing.LEFT, Standing.REMOVED, Standing.UNWANTED):
        assert not replace(USED, ended=how).open_to("d", NOW)
        assert not replace(FRESH, ended=how).open_to(None, NOW)


def test_why_a_link_does_not_open() -> None:
    assert FRESH.why_closed(NOW) == "open"
    assert FRESH.why_closed(LATER) == "expired"
    assert USED.why_closed(LATER) == "used"
    assert replace(USED, ended=Standing.LEFT).why_closed(NOW) == "left"
    assert replace(USED, ended=Standing.UNWANTED).why_closed(NOW) == "revoked"


def test_who_ends_it_decides_what_it_is_called() -> None:
    assert ending("guest") is Standing.LEFT
    assert ending("victim") is Standing.UNWANTED
    assert ending("an officer's id") is Standing.REMOVED


def test_an_interpreter_of_speech_needs_no_picture() -> None:
    assert Role.INTERPRETER.media == "sound"
    assert Role.SIGNER.media == Role.SUPPORTER.media == "video"


def test_whatever_ends_a_call_sends_a_guest_away() -> None:
    assert may_wait(State.IN_CALL)
    leads = {then for (state, _), then in TRANSITIONS.items() if state is State.IN_CALL}
    assert [it for it in leads if may_wait(it)] == [State.IN_CALL]
    assert not may_wait(TRANSITIONS[State.WAITING, Event.LEAVE])
