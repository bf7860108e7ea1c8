"""Third persons in a call, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from rvr_portal.domain.guest import Guest, Role, Standing
from rvr_portal.store.tables import guests


class GuestRows:
    """The Guests port."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, guest: Guest) -> None:
        """Store a new invitation."""
        self._db.execute(insert(guests).values(asdict(guest)))

    def find(self, id_hash: str) -> Guest | None:
        """The guest whose link has this hash, whatever became of it."""
        row = self._db.execute(select(guests).where(guests.c.id_hash == id_hash)).one_or_none()
        return _guest(row) if row else None

    def of_device(self, device_hash: str) -> Guest | None:
        """The guest that this browser became last."""
        query = select(guests).where(guests.c.device_hash == device_hash)
        row = self._db.execute(query.order_by(guests.c.used_at.desc()).limit(1)).one_or_none()
        return _guest(row) if row else None

    def of_visit(self, visit_id: str) -> Sequence[Guest]:
        """Everybody who was invited, oldest first."""
        query = select(guests).where(guests.c.visit_id == visit_id)
        return [_guest(row) for row in self._db.execute(query.order_by(guests.c.invited_at))]

    def redeem(self, id_hash: str, device_hash: str, now: datetime) -> bool:
        """Spend the link in one conditional statement, so that of many at once exactly one wins."""
        spent = self._db.execute(
            update(guests)
            .where(guests.c.id_hash == id_hash, guests.c.expires_at > now)
            .where(guests.c.used_at.is_(None), guests.c.ended.is_(None))
            .values(used_at=now, device_hash=device_hash)
        )
        return spent.rowcount == 1

    def let_in(self, id_hash: str, now: datetime) -> bool:
        """Let somebody in who waits."""
        done = self._db.execute(
            update(guests)
            .where(guests.c.id_hash == id_hash, guests.c.used_at.is_not(None))
            .where(guests.c.let_in_at.is_(None), guests.c.ended.is_(None))
            .values(let_in_at=now)
        )
        return done.rowcount == 1

    def end(self, id_hash: str, how: Standing, now: datetime) -> None:
        """Nothing of theirs works any more."""
        self._db.execute(
            update(guests)
            .where(guests.c.id_hash == id_hash, guests.c.ended.is_(None))
            .values(ended_at=now, ended=how)
        )

    def clear(self, visit_id: str) -> None:
        """The call is over: nobody's name needs to be kept."""
        self._db.execute(delete(guests).where(guests.c.visit_id == visit_id))


def _guest(row: Row[tuple[object, ...]]) -> Guest:
    fields = dict(row._mapping)
    ended = Standing(fields["ended"]) if fields["ended"] else None
    return Guest(**{**fields, "role": Role(fields["role"]), "ended": ended})
