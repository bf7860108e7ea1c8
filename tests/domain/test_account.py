"""Officers: who may do what, when an account locks, which addresses and passwords are taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.account import (
    LOCKED_FOR,
    TRIES,
    Officer,
    Permission,
    Role,
    check_password,
    normal_email,
)
from rvr_portal.domain.errors import AccountRefused

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)

# Drawn again on purpose: who may do what is changed twice or not at all.
MAY = """
view      call_handler officer supervisor
create    call_handler officer supervisor
send      call_handler officer supervisor
override   supervisor
revoke    call_handler officer supervisor
join      officer supervisor
advise    officer supervisor
end       officer supervisor
content   officer supervisor
accounts  supervisor
audit     supervisor
"""


def an_officer(role: Role = Role.OFFICER) -> Officer:
    return Officer("1", "sam@force.example", role, "hash")


def test_who_may_do_what() -> None:
    drawn = {row.split()[0]: set(row.split()[1:]) for row in MAY.strip().splitlines()}
    assert drawn == {
        str(permission): {str(role) for role in Role if an_officer(role).may(permission)}
        for permission in Permission
    }


def test_the_fifth_wrong_password_locks_for_a_quarter_of_an_hour() -> None:
    officer = an_officer()
    for _ in range(TRIES - 1):
        officer = officer.failed(NOW)
        assert not officer.locked(NOW)
    officer = officer.failed(NOW)
    assert officer.locked(NOW)
    assert officer.locked(NOW + LOCKED_FOR - timedelta(seconds=1))
    assert not officer.locked(NOW + LOCKED_FOR)
    assert timedelta(minutes=15) == LOCKED_FOR


def test_after_the_lock_she_has_all_her_tries_again() -> None:
    officer = an_officer()
    for _ in range(TRIES):
        officer = officer.failed(NOW)
    later = NOW + LOCKED_FOR
    for _ in range(TRIES - 1):
        officer = officer.failed(later)
        assert not officer.locked(later)
    assert officer.failed(later).locked(later)


def test_a_right_password_forgets_the_wrong_ones() -> None:
    officer = an_officer()
    for _ in range(TRIES - 1):
        officer = officer.failed(NOW)
    officer = officer.succeeded()
    assert not officer.failed(NOW).locked(NOW)


def test_an_address_is_kept_in_one_spelling() -> None:
    assert normal_email("  Sam@Force.Example ") == "sam@force.example"


@pytest.mark.parametrize(
    "text",
    ["", "sam", "@force.example", "sam@", "sam@force", "s am@force.example", "x" * 251 + "@a.b"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AccountRefused, match="not an email address"):
        normal_email(text)


@given(st.text())
def test_an_address_is_kept_or_refused(text: str) -> None:
    try:
        email = normal_email(text)
    except AccountRefused:
        return
    assert normal_email(email) == email


@pytest.mark.parametrize("length", [0, 14, 257])
def test_a_password_of_the_wrong_length_is_refused(length: int) -> None:
    with pytest.raises(AccountRefused, match="15 to 256"):
        check_password("x" * length)


@pytest.mark.parametrize("length", [15, 256])
def test_a_long_password_of_any_letters_is_taken(length: int) -> None:
    assert check_password("ŷ" * length) == "ŷ" * length
