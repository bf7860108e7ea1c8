"""Accounts as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from rvr_portal.domain.account import Officer, Role
from rvr_portal.domain.errors import AccountRefused
from rvr_portal.store.tables import officers


class OfficerRows:
    """The Officers port."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, officer: Officer) -> None:
        """Store a new account, or AccountRefused where the address is taken."""
        if self.by_email(officer.email):
            raise AccountRefused(f"{officer.email} has an account already")
        self._db.execute(insert(officers).values(asdict(officer)))

    def save(self, officer: Officer) -> None:
        """Store a changed account."""
        self._db.execute(
            update(officers).where(officers.c.id == officer.id).values(asdict(officer))
        )

    def get(self, officer_id: str) -> Officer | None:
        """The account with this id."""
        return self._one(officers.c.id == officer_id)

    def by_email(self, email: str) -> Officer | None:
        """The account with this address."""
        return self._one(officers.c.email == email)

    def everyone(self) -> Sequence[Officer]:
        """All accounts, by address."""
        return [_officer(r) for r in self._db.execute(select(officers).order_by(officers.c.email))]

    def _one(self, condition: ColumnElement[bool]) -> Officer | None:
        row = self._db.execute(select(officers).where(condition)).one_or_none()
        return _officer(row) if row else None


def _officer(row: Row[tuple[object, ...]]) -> Officer:
    fields = dict(row._mapping)
    return Officer(**{**fields, "role": Role(fields["role"])})
