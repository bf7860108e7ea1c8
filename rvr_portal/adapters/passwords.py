"""Argon2id password hashing."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError


class Argon2Passwords:
    """The Passwords port."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        # An unknown address must take as long as a known one.
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """An encoded argon2id hash."""
        return self._hasher.hash(password)

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether the password fits; False for an unknown account, after the same work."""
        try:
            self._hasher.verify(password_hash or self._nobody, password)
        except VerificationError:
            return False
        return password_hash is not None
