"""The number on the control that looks like none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.quiet import page_number

EMERGENCY = {"999", "911", "112", "101", "111", "105", "119"}


@given(st.text())
def test_it_is_three_digits_that_call_nobody(visit_id: str) -> None:
    number = str(page_number(visit_id))
    assert len(number) == 3
    assert number not in EMERGENCY
    assert page_number(visit_id) == int(number)
