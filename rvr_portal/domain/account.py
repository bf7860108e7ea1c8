"""Officers: roles, what each may do, and when an account is locked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from rvr_portal.domain.errors import AccountRefused

MIN_PASSWORD = 15
MAX_PASSWORD = 256
TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


class Role(StrEnum):
    """The roles of contract.md; each includes the one before it."""

    CALL_HANDLER = "call_handler"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"


class Permission(StrEnum):
    """One thing that a person at the console may do."""

    VIEW = "view"
    CREATE = "create"
    SEND = "send"
    OVERRIDE = "override"
    REVOKE = "revoke"
    JOIN = "join"
    ADVISE = "advise"
    END = "end"
    ACCOUNTS = "accounts"
    CONTENT = "content"
    AUDIT = "audit"


_P = Permission
_HANDLER = frozenset({_P.VIEW, _P.CREATE, _P.SEND, _P.REVOKE})
_OFFICER = _HANDLER | {_P.JOIN, _P.ADVISE, _P.END, _P.CONTENT}
PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.CALL_HANDLER: _HANDLER,
    Role.OFFICER: _OFFICER,
    Role.SUPERVISOR: _OFFICER | {_P.ACCOUNTS, _P.AUDIT, _P.OVERRIDE},
}


@dataclass(frozen=True)
class Officer:
    """One person at the console."""

    id: str
    email: str
    role: Role
    password_hash: str
    name: str = ""
    collar: str = ""
    active: bool = True
    failures: int = 0
    locked_until: datetime | None = None

    def may(self, permission: Permission) -> bool:
        """Whether the role includes this."""
        return permission in PERMISSIONS[self.role]

    def locked(self, now: datetime) -> bool:
        """Whether sign-in is refused for now, whatever the password."""
        return self.locked_until is not None and now < self.locked_until

    def failed(self, now: datetime) -> Officer:
        """The account after a wrong password; five in a row lock it for a quarter of an hour."""
        failures = self.failures + 1
        if failures < TRIES:
            return replace(self, failures=failures)
        return replace(self, failures=0, locked_until=now + LOCKED_FOR)

    def succeeded(self) -> Officer:
        """The account after a right password."""
        return replace(self, failures=0, locked_until=None)


def normal_email(text: str) -> str:
    """An address as it is kept, or AccountRefused."""
    email = text.strip().lower()
    local, at, host = email.partition("@")
    if not (local and at and "." in host) or any(c.isspace() for c in email) or len(email) > 254:
        raise AccountRefused(f"{text!r} is not an email address")
    return email


def check_password(text: str) -> str:
    """A password that is long enough (NIST SP 800-63B-4: 15 without a second factor), or AccountRefused."""
    if not MIN_PASSWORD <= len(text) <= MAX_PASSWORD:
        raise AccountRefused(f"a password takes {MIN_PASSWORD} to {MAX_PASSWORD} characters")
    return text
