"""Passwords: argon2id, and an unknown account goes the same way as a known one."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from rvr_portal.adapters.passwords import Argon2Passwords

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def passwords() -> Argon2Passwords:
    return Argon2Passwords()


def test_a_password_is_kept_as_argon2id_of_the_recommended_strength(
    passwords: Argon2Passwords,
) -> None:
    kept = passwords.hash(PASSWORD)
    parameters = extract_parameters(kept)
    assert parameters.type is Type.ID
    assert parameters.memory_cost * parameters.time_cost >= 19_456 * 2
    assert PASSWORD not in kept
    assert len(kept) <= 255
    assert passwords.verify(kept, PASSWORD)
    assert not passwords.verify(kept, PASSWORD + "x")


def test_the_same_password_is_kept_differently(passwords: Argon2Passwords) -> None:
    assert passwords.hash(PASSWORD) != passwords.hash(PASSWORD)


@pytest.mark.parametrize("password", [PASSWORD, "nobody has this password", ""])
def test_an_unknown_account_fits_no_password(passwords: Argon2Passwords, password: str) -> None:
    assert not passwords.verify(None, password)


def test_an_unknown_account_takes_the_same_work(
    passwords: Argon2Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = passwords.hash(PASSWORD)
    done: list[str] = []

    def verify(self: PasswordHasher, kept: str, password: str) -> bool:
        done.append(kept.rsplit("$", 2)[0])
        return True

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    assert passwords.verify(known, PASSWORD)
    assert not passwords.verify(None, PASSWORD)
    assert done[0] == done[1]
