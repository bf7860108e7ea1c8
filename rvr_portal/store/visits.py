"""Visits as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from rvr_portal.domain.errors import NotAllowed, VisitUnknown
from rvr_portal.domain.visit import Event, State, Visit
from rvr_portal.store.tables import visits


class VisitRows:
    """The Visits port."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, visit: Visit) -> None:
        """Store a new visit."""
        self._db.execute(insert(visits).values(asdict(visit)))

    def get(self, visit_id: str) -> Visit:
        """The visit, or VisitUnknown."""
        row = self._db.execute(select(visits).where(visits.c.id == visit_id)).one_or_none()
        if row is None:
            raise VisitUnknown(visit_id)
        return _visit(row)

    def save(self, visit: Visit) -> None:
        """Store the next version; of two who change the same version the second gets NotAllowed."""
        saved = self._db.execute(
            update(visits)
            .where(visits.c.id == visit.id, visits.c.version == visit.version - 1)
            .values(asdict(visit))
        )
        if saved.rowcount != 1:
            raise NotAllowed(visit.state, "save")

    def newest(self, limit: int) -> Sequence[Visit]:
        """The visits that changed last, newest first."""
        return [
            _visit(r)
            for r in self._db.execute(
                select(visits).order_by(visits.c.changed_at.desc()).limit(limit)
            )
        ]

    def counts(self) -> Mapping[str, int]:
        """How many visits there are in each state."""
        query = select(visits.c.state, func.count()).group_by(visits.c.state)
        return {row[0]: row[1] for row in self._db.execute(query)}

    def in_call(self) -> Sequence[Visit]:
        """Visits whose call is on and whose content is still here."""
        query = select(visits).where(visits.c.state == State.IN_CALL, visits.c.key.is_not(None))
        return [_visit(row) for row in self._db.execute(query)]

    def changed_before(self, moment: datetime) -> Sequence[Visit]:
        """Visits whose content is still here though nothing happened since."""
        query = select(visits).where(visits.c.changed_at < moment, visits.c.key.is_not(None))
        return [_visit(row) for row in self._db.execute(query)]


def _visit(row: Row[tuple[object, ...]]) -> Visit:
    fields = dict(row._mapping)
    alert_by = Event(fields["alert_by"]) if fields["alert_by"] else None
    return Visit(**{**fields, "state": State(fields["state"]), "alert_by": alert_by})
