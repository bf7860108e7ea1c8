"""Stand-ins at the ports: a clock that the test moves, and a text message sender that remembers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def moves(self, **by: float) -> None:
        self._now += timedelta(**by)


class SentTexts:
    """The SmsSender port: `sent` holds (number, text); `fails_with` is raised once set."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.fails_with: Exception | None = None

    def send(self, to: str, text: str) -> str:
        if self.fails_with:
            raise self.fails_with
        self.sent.append((to, text))
        return f"receipt-{len(self.sent)}"


class QuickPasswords:
    """The Passwords port without the quarter of a second that argon2 takes on purpose."""

    def hash(self, password: str) -> str:
        return f"quick:{password}"

    def verify(self, password_hash: str | None, password: str) -> bool:
        return password_hash == self.hash(password)
