"""Which browser is bound to what: a visit to her browser, an officer to the console."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Binding:
    """One visit bound to one browser; the browser holds the key, the database its SHA-256."""

    key_hash: str
    visit_id: str
    link_hash: str
    bound_at: datetime
    ended_at: datetime | None = None

    def valid(self, now: datetime, lasts: timedelta) -> bool:
        """Whether the browser still belongs to the visit."""
        return self.ended_at is None and now < self.bound_at + lasts


@dataclass(frozen=True)
class SignIn:
    """One officer signed in at one browser."""

    key_hash: str
    officer_id: str
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None

    def valid(self, now: datetime, lasts: timedelta, idle: timedelta) -> bool:
        """Whether it is neither ended nor too old nor left alone for too long."""
        return self.ended_at is None and now < self.started_at + lasts and now < self.seen_at + idle


def new_key() -> str:
    """128 random bits for a cookie."""
    return secrets.token_urlsafe(16)
