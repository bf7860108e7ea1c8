"""Bindings of browsers to visits and officers, as rows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select, update

from rvr_portal.domain.sessions import Binding, SignIn
from rvr_portal.store.tables import bindings, sign_ins


class SessionRows:
    """The Sessions port."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def bind(self, binding: Binding) -> None:
        """Bind a browser to a visit."""
        self._db.execute(insert(bindings).values(asdict(binding)))

    def binding(self, key_hash: str) -> Binding | None:
        """What this browser is bound to."""
        row = self._db.execute(
            select(bindings).where(bindings.c.key_hash == key_hash)
        ).one_or_none()
        return Binding(**row._mapping) if row else None

    def bound_at(self, visit_id: str) -> datetime | None:
        """Since when a browser belongs to the visit, or None where none does now."""
        query = select(func.max(bindings.c.bound_at)).where(
            bindings.c.visit_id == visit_id, bindings.c.ended_at.is_(None)
        )
        return self._db.execute(query).scalar()

    def unbind_all(self, visit_id: str, now: datetime) -> None:
        """No browser belongs to the visit any more."""
        self._db.execute(
            update(bindings)
            .where(bindings.c.visit_id == visit_id, bindings.c.ended_at.is_(None))
            .values(ended_at=now)
        )

    def sign_in(self, sign_in: SignIn) -> None:
        """Bind a browser to an officer."""
        self._db.execute(insert(sign_ins).values(asdict(sign_in)))

    def signed_in(self, key_hash: str) -> SignIn | None:
        """Who is signed in at this browser."""
        row = self._db.execute(
            select(sign_ins).where(sign_ins.c.key_hash == key_hash)
        ).one_or_none()
        return SignIn(**row._mapping) if row else None

    def touch(self, key_hash: str, now: datetime) -> None:
        """The officer did something just now."""
        self._db.execute(
            update(sign_ins).where(sign_ins.c.key_hash == key_hash).values(seen_at=now)
        )

    def sign_out(self, *, now: datetime, key_hash: str = "", officer_id: str = "") -> None:
        """End one browser's sign-in, or all of an officer's."""
        self._db.execute(
            update(sign_ins)
            .where(or_(sign_ins.c.key_hash == key_hash, sign_ins.c.officer_id == officer_id))
            .where(sign_ins.c.ended_at.is_(None))
            .values(ended_at=now)
        )
