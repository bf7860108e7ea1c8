"""What services need of the world beside rows, and Portal, the bundle that they are handed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from rvr_portal.domain.content import Content
from rvr_portal.domain.endings import Reason
from rvr_portal.domain.external import Provider
from rvr_portal.domain.figures import Report
from rvr_portal.ports.rows import Store


class Bus(Protocol):
    """Wakes whoever looks at a visit; a lost nudge costs seconds, not data."""

    def nudge(self, visit_id: str) -> None: ...
    def signal(self, visit_id: str) -> None:
        """Like a nudge, for who hands signals over; on a thin line nobody may look for nothing."""

    def listen(self, visit_id: str | None) -> AbstractContextManager[Callable[[float], str]]:
        """Of one visit, or of all for None: a function that waits so many seconds; "nudge", "signal" or ""."""


class Presence(Protocol):
    """Whose page is open now, from its stream or its polling; a short memory, never a record."""

    def opened(self, visit_id: str, side: str, at: datetime) -> None: ...
    def here(self, visit_id: str, side: str, at: datetime) -> None: ...
    def gone(self, visit_id: str, side: str, at: datetime) -> None: ...
    def is_here(self, visit_id: str, side: str, now: datetime) -> bool: ...
    def lost(self, side: str, now: datetime) -> Sequence[str]:
        """Visits whose page has been away for longer than a reload takes; told once."""


class Figures(Protocol):
    """What the pages of each call reported last; a short memory, never a record. `call`: visit and number."""

    def keep(self, call: tuple[str, int], side: str, report: Report, at: datetime) -> None: ...
    def latest(self, call: tuple[str, int], since: datetime) -> Mapping[str, Report]:
        """The report of each side's newest page, by side, if it came since then."""

    def calls(self) -> Sequence[tuple[str, int]]: ...
    def take(self, call: tuple[str, int]) -> Mapping[str, Report]:
        """All pages of each side together, by side; the call is forgotten."""


class Meters(Protocol):
    """Sums over all calls for operators; nothing in them tells whose call it was."""

    def ended(self, reason: Reason, by: str) -> None: ...
    def measured(self, report: Report) -> None: ...


class Vault(Protocol):
    """Envelope encryption: each visit has a data key of its own, wrapped by the portal's keys."""

    def new_key(self) -> bytes: ...
    def rewrap(self, key: bytes) -> bytes: ...
    def seal(self, key: bytes, plain: bytes, about: str) -> bytes: ...
    def open(self, key: bytes, sealed: bytes, about: str) -> bytes:
        """Raise SealBroken."""


class SmsSender(Protocol):
    """Sends one text message."""

    def send(self, to: str, text: str) -> str:
        """The supplier's receipt; SmsRefused for a number that will never work, SmsUnavailable to try again."""


class IceServers(Protocol):
    """Time-limited TURN credentials."""

    def for_side(self, visit_id: str, side: str, *, until: datetime) -> Mapping[str, object]:
        """An RTCConfiguration whose credentials end then."""


class Passwords(Protocol):
    """Password hashing."""

    def hash(self, password: str) -> str: ...
    def verify(self, password_hash: str | None, password: str) -> bool:
        """The same time for an unknown account (None) as for a known one."""


@dataclass(frozen=True)
class Times:
    """How long things last."""

    link: timedelta
    visit: timedelta
    read_again: timedelta
    retention: timedelta
    sign_in: timedelta
    sign_in_idle: timedelta


@dataclass(frozen=True)
class Portal:
    """Everything that a service is handed; `providers` is empty where calls are our own."""

    store: Store
    bus: Bus
    presence: Presence
    figures: Figures
    meters: Meters
    vault: Vault
    sms: SmsSender
    ice: IceServers
    passwords: Passwords
    content: Content
    times: Times
    keys: Sequence[str]
    public_url: str
    exit_url: str
    relay_only: bool
    providers: Sequence[Provider]
    now: Callable[[], datetime]
