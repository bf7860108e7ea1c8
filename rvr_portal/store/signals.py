"""Signals between the two browsers of a call, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from rvr_portal.domain.call import Signal
from rvr_portal.store.tables import signals


class SignalRows:
    """The Signals port."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, visit_id: str, to_side: str, envelope: str, at: datetime) -> int:
        """Store a signal; its number."""
        added = self._db.execute(
            insert(signals)
            .values(visit_id=visit_id, to_side=to_side, envelope=envelope, at=at)
            .returning(signals.c.number)
        )
        return int(added.scalar_one())

    def after(self, visit_id: str, to_side: str, number: int) -> Sequence[Signal]:
        """What this side has not seen yet, in order."""
        found = self._db.execute(
            select(signals.c.number, signals.c.envelope)
            .where(signals.c.visit_id == visit_id, signals.c.to_side == to_side)
            .where(signals.c.number > number)
            .order_by(signals.c.number)
        )
        return [Signal(row.number, row.envelope) for row in found]

    def last(self, visit_id: str, to_side: str) -> int:
        """The number of the newest signal for this side, 0 where there is none."""
        query = select(func.max(signals.c.number)).where(
            signals.c.visit_id == visit_id, signals.c.to_side == to_side
        )
        return self._db.execute(query).scalar_one() or 0

    def clear(self, visit_id: str, to_sides: Sequence[str] = ()) -> None:
        """The call is over, or one part of it: nothing of it needs to be kept."""
        gone = delete(signals).where(signals.c.visit_id == visit_id)
        self._db.execute(gone.where(signals.c.to_side.in_(to_sides)) if to_sides else gone)
