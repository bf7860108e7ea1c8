"""What comes next when the line drops: never louder than what she agreed to, and always an end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain import fallback
from rvr_portal.domain.contact import SafeContact
from rvr_portal.domain.fallback import Rung
from rvr_portal.domain.needs import FALLBACKS, MEDIA, Needs

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SAFE = SafeContact("+447700900123", ring_is_safe=True, safe_until=LATER)

needs = st.builds(Needs, media=st.sampled_from(MEDIA), fallback=st.sampled_from(FALLBACKS))
moments = st.integers(-600, 600).map(lambda it: NOW + timedelta(minutes=it))
contacts = st.builds(
    SafeContact,
    number=st.sampled_from([None, "+447700900123"]),
    text_is_safe=st.booleans(),
    ring_is_safe=st.booleans(),
    safe_from=st.none() | moments,
    safe_until=st.none() | moments,
)


@given(needs, contacts, moments, st.sampled_from(Rung))
def test_nobody_rings_unless_she_agreed_and_it_is_safe_now(
    told: Needs, contact: SafeContact, now: datetime, at: Rung
) -> None:
    if fallback.next_step(told, contact, now, at) is Rung.RING:
        assert told.fallback == "ring"
        assert contact.number
        assert contact.ring_is_safe
        assert contact.safe_from is None or contact.safe_from <= now
        assert contact.safe_until
        assert now < contact.safe_until


@given(needs, contacts, moments, st.sampled_from(Rung))
def test_nobody_comes_unless_she_asked(
    told: Needs, contact: SafeContact, now: datetime, at: Rung
) -> None:
    if fallback.next_step(told, contact, now, at) is Rung.VISIT:
        assert told.fallback == "visit"


@given(needs, contacts, moments)
def test_the_ladder_leads_down_to_writing_at_least(
    told: Needs, contact: SafeContact, now: datetime
) -> None:
    steps = fallback.ladder(told, contact, now)
    order = list(Rung)
    assert [order.index(it) for it in steps] == sorted({order.index(it) for it in steps})
    assert Rung.WRITING in steps
    for above, below in zip(steps, steps[1:], strict=False):
        assert fallback.next_step(told, contact, now, above) is below
    assert fallback.next_step(told, contact, now, steps[-1]) is None


@given(needs, contacts, moments, st.none() | st.integers(0, 9))
def test_where_the_call_stands_is_on_her_ladder(
    told: Needs, contact: SafeContact, now: datetime, level: int | None
) -> None:
    assert fallback.standing(told, level) in fallback.ladder(told, contact, now)


def test_who_did_not_say_is_neither_rung_nor_visited() -> None:
    assert fallback.ladder(Needs(), SAFE, NOW)[-1] is Rung.WRITING
    assert fallback.next_step(Needs(), SAFE, NOW, Rung.WRITING) is None


def test_ringing_ends_with_the_time_that_was_agreed() -> None:
    told = Needs(fallback="ring")
    assert fallback.next_step(told, SAFE, NOW, Rung.WRITING) is Rung.RING
    assert fallback.next_step(told, SAFE, LATER, Rung.WRITING) is None


def test_a_rung_that_she_does_not_use_leads_to_her_first() -> None:
    assert fallback.next_step(Needs(media="text"), SAFE, NOW, Rung.PICTURE) is Rung.WRITING


@pytest.mark.parametrize(
    ("media", "level", "at"),
    [("video", None, Rung.PICTURE), ("video", 3, Rung.PICTURE), ("video", 1, Rung.SMALL_PICTURE),
     ("video", 0, Rung.SOUND), ("sound", 0, Rung.SOUND), ("text", 0, Rung.WRITING)],
)  # fmt: skip
def test_the_level_of_the_picture_is_a_rung(media: str, level: int | None, at: Rung) -> None:
    assert fallback.standing(Needs(media=media), level) is at
