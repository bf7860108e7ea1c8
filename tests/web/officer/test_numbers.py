"""Numbers that can take a text message."""

from __future__ import annotations

import pytest

from rvr_portal.web.officer.numbers import uk_mobile


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "+44 7700 900123", "+44 (0)7700-900123", "00447700900123", "7700900123"],
)
def test_a_mobile_is_kept_in_one_form(text: str) -> None:
    assert uk_mobile(text) == "+447700900123"


def test_the_isle_of_man_has_mobiles_among_the_pagers() -> None:
    assert uk_mobile("07624 312345") == "+447624312345"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "999",
        "nobody",
        "0770090012",
        "077009001234",
        "07600 123456",
        "07012 345678",
        "020 7946 0018",
        "+33 6 12 34 56 78",
        "+447700900123 ext 5",
        "<script>",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    assert uk_mobile(text) is None
