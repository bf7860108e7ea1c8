"""Stand-ins at the ports: a clock that the test moves, and a text message sender that remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from rvr_portal.ports import Rows, Store


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


class BetweenStore:
    """The Store port, where something happens each time that reading is over."""

    def __init__(self, store: Store, happens: Callable[[], object]) -> None:
        self._store, self._happens = store, happens
        self.transaction, self.settle = store.transaction, store.settle

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        with self._store.reading() as rows:
            yield rows
        self._happens()
