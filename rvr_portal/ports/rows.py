"""What services need of the place where rows live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from rvr_portal.domain.account import Officer
from rvr_portal.domain.call import Signal
from rvr_portal.domain.guest import Guest, Standing
from rvr_portal.domain.journal import Entry, Facts
from rvr_portal.domain.link import Link
from rvr_portal.domain.sessions import Binding, SignIn
from rvr_portal.domain.visit import Visit


class Visits(Protocol):
    """Visits as rows."""

    def add(self, visit: Visit) -> None: ...
    def get(self, visit_id: str) -> Visit:
        """Raise VisitUnknown."""

    def save(self, visit: Visit) -> None:
        """Raise NotAllowed where somebody else saved a newer version first."""

    def newest(self, limit: int) -> Sequence[Visit]: ...
    def counts(self) -> Mapping[str, int]: ...
    def in_call(self) -> Sequence[Visit]:
        """Those whose call is on and whose content is still here."""

    def changed_before(self, moment: datetime) -> Sequence[Visit]: ...


class Links(Protocol):
    """One-time links as rows."""

    def add(self, link: Link) -> None: ...
    def find(self, id_hash: str) -> Link | None: ...
    def of_device(self, device_hash: str) -> Link | None: ...
    def live(self, visit_id: str, now: datetime) -> Link | None: ...
    def redeem(self, id_hash: str, device_hash: str, now: datetime) -> bool:
        """One conditional statement: of many at once exactly one is told True."""

    def end_all(self, visit_id: str, now: datetime, *, why: str) -> None:
        """`why` is "revoked" (a newer link, or withdrawn) or "left" (quick exit)."""

    def overdue(self, now: datetime) -> Sequence[Link]: ...


class Sessions(Protocol):
    """Which browser a visit, or an officer, is bound to."""

    def bind(self, binding: Binding) -> None: ...
    def binding(self, key_hash: str) -> Binding | None: ...
    def bound_at(self, visit_id: str) -> datetime | None:
        """Since when a browser belongs to the visit, or None where none does now."""

    def unbind_all(self, visit_id: str, now: datetime) -> None: ...
    def sign_in(self, sign_in: SignIn) -> None: ...
    def signed_in(self, key_hash: str) -> SignIn | None: ...
    def touch(self, key_hash: str, now: datetime) -> None: ...
    def sign_out(self, *, now: datetime, key_hash: str = "", officer_id: str = "") -> None: ...


class Signals(Protocol):
    """Signals on their way from one side of a call to the other; `envelope` is sealed text."""

    def add(self, visit_id: str, to_side: str, envelope: str, at: datetime) -> int: ...
    def after(self, visit_id: str, to_side: str, number: int) -> Sequence[Signal]: ...
    def last(self, visit_id: str, to_side: str) -> int: ...
    def clear(self, visit_id: str, to_sides: Sequence[str] = ()) -> None:
        """All of the call, or those for some sides."""


class Guests(Protocol):
    """Third persons in a call as rows."""

    def add(self, guest: Guest) -> None: ...
    def find(self, id_hash: str) -> Guest | None: ...
    def of_device(self, device_hash: str) -> Guest | None: ...
    def of_visit(self, visit_id: str) -> Sequence[Guest]:
        """Oldest first."""

    def redeem(self, id_hash: str, device_hash: str, now: datetime) -> bool:
        """One conditional statement: of many at once exactly one is told True."""

    def let_in(self, id_hash: str, now: datetime) -> bool:
        """False where they do not wait."""

    def end(self, id_hash: str, how: Standing, now: datetime) -> None: ...
    def clear(self, visit_id: str) -> None: ...


@dataclass(frozen=True)
class SealedLine:
    """A line of chat as a row."""

    number: int
    side: str
    sealed: bytes
    at: datetime


class Messages(Protocol):
    """Lines of chat as rows."""

    def add(self, visit_id: str, side: str, client_id: str, sealed: bytes, at: datetime) -> bool:
        """False where this client id is there already."""

    def after(self, visit_id: str, number: int) -> Sequence[SealedLine]: ...
    def clear(self, visit_id: str) -> None: ...


class Officers(Protocol):
    """Accounts as rows."""

    def add(self, officer: Officer) -> None:
        """Raise AccountRefused where the address is taken."""

    def save(self, officer: Officer) -> None: ...
    def get(self, officer_id: str) -> Officer | None: ...
    def by_email(self, email: str) -> Officer | None: ...
    def everyone(self) -> Sequence[Officer]: ...


class Journal(Protocol):
    """The hash-chained record."""

    def add(
        self, chain: str, act: str, *, at: datetime, actor: str, facts: Facts | None = None
    ) -> None: ...
    def entries(self, chain: str) -> Sequence[Entry]: ...
    def first_break(self) -> str | None:
        """The first broken entry of any chain, or None."""


class Rows(Protocol):
    """One transaction's view of everything that is stored."""

    visits: Visits
    links: Links
    sessions: Sessions
    signals: Signals
    guests: Guests
    messages: Messages
    officers: Officers
    journal: Journal


class Store(Protocol):
    """Where rows live."""

    def transaction(self) -> AbstractContextManager[Rows]:
        """Read and write; all or nothing, safe on disk when it ends."""

    def reading(self) -> AbstractContextManager[Rows]:
        """Read only; never waits for a writer."""

    def settle(self) -> None:
        """Let what was removed leave the disk too, logs included."""

    def up_to_date(self) -> bool: ...
    def upgrade(self) -> None: ...
