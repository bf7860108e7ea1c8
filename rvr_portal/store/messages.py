"""Lines of chat as rows, each sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from rvr_portal.ports import SealedLine
from rvr_portal.store.tables import messages


class MessageRows:
    """The Messages port."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, visit_id: str, side: str, client_id: str, sealed: bytes, at: datetime) -> bool:
        """Store a line once; False where it was sent again after a lost answer."""
        told = select(messages.c.number).where(
            messages.c.visit_id == visit_id,
            messages.c.side == side,
            messages.c.client_id == client_id,
        )
        if self._db.execute(told).first():
            return False
        self._db.execute(
            insert(messages).values(
                visit_id=visit_id, side=side, client_id=client_id, sealed=sealed, at=at
            )
        )
        return True

    def after(self, visit_id: str, number: int) -> Sequence[SealedLine]:
        """Lines after this number, in order."""
        query = (
            select(messages.c.number, messages.c.side, messages.c.sealed, messages.c.at)
            .where(messages.c.visit_id == visit_id, messages.c.number > number)
            .order_by(messages.c.number)
        )
        return [SealedLine(**row._mapping) for row in self._db.execute(query)]

    def clear(self, visit_id: str) -> None:
        """Remove every line of the visit."""
        self._db.execute(delete(messages).where(messages.c.visit_id == visit_id))
