"""What her page says of itself, and what that makes of a silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.endings import Reason
from rvr_portal.domain.standing import Standing, after, why_lost


@pytest.mark.parametrize(
    ("standing", "low", "why"),
    [
        (Standing.HERE, False, Reason.CONNECTION_LOST),
        (Standing.BACKGROUND, False, Reason.IN_BACKGROUND),
        (Standing.PHONE_CALL, False, Reason.PHONE_CALL),
        (Standing.CLOSED, False, Reason.PAGE_CLOSED),
        (Standing.HERE, True, Reason.BATTERY_LOW),
        (Standing.BACKGROUND, True, Reason.BATTERY_LOW),
        (Standing.CLOSED, True, Reason.PAGE_CLOSED),
    ],
)
def test_a_silence_has_its_likeliest_cause(standing: Standing, low: bool, why: Reason) -> None:
    assert why_lost(standing, battery_low=low) is why


@given(st.lists(st.sampled_from(Standing), min_size=1))
def test_a_page_that_closed_is_closed_until_it_is_there_again(told: list[Standing]) -> None:
    standing = Standing.HERE
    for word in told:
        before, standing = standing, after(standing, word)
        if before is Standing.CLOSED and word is Standing.BACKGROUND:
            assert standing is Standing.CLOSED
        else:
            assert standing is word
