"""One-time links as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from rvr_portal.domain.link import Link
from rvr_portal.store.tables import links


class LinkRows:
    """The Links port."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, link: Link) -> None:
        """Store a new link."""
        self._db.execute(insert(links).values(asdict(link)))

    def find(self, id_hash: str) -> Link | None:
        """The link with this hash, whatever became of it."""
        row = self._db.execute(select(links).where(links.c.id_hash == id_hash)).one_or_none()
        return Link(**row._mapping) if row else None

    def of_device(self, device_hash: str) -> Link | None:
        """The link that this browser redeemed last."""
        query = select(links).where(links.c.device_hash == device_hash)
        row = self._db.execute(query.order_by(links.c.used_at.desc()).limit(1)).one_or_none()
        return Link(**row._mapping) if row else None

    def live(self, visit_id: str, now: datetime) -> Link | None:
        """The visit's unused link, where it has one."""
        row = self._db.execute(
            select(links).where(links.c.visit_id == visit_id, links.c.expires_at > now, *_UNSPENT)
        ).one_or_none()
        return Link(**row._mapping) if row else None

    def redeem(self, id_hash: str, device_hash: str, now: datetime) -> bool:
        """Spend the link in one conditional statement, so that of many at once exactly one wins."""
        spent = self._db.execute(
            update(links)
            .where(links.c.id_hash == id_hash, links.c.expires_at > now, *_UNSPENT)
            .values(used_at=now, device_hash=device_hash)
        )
        return spent.rowcount == 1

    def end_all(self, visit_id: str, now: datetime, *, why: str) -> None:
        """Stop every link of the visit, used or not."""
        column = {"revoked": "revoked_at", "left": "ended_at"}[why]
        self._db.execute(
            update(links)
            .where(links.c.visit_id == visit_id, links.c[column].is_(None))
            .values({column: now})
        )

    def overdue(self, now: datetime) -> Sequence[Link]:
        """Unused links whose time is over and which nobody has stopped."""
        query = select(links).where(links.c.expires_at <= now, *_UNSPENT)
        return [Link(**row._mapping) for row in self._db.execute(query)]


_UNSPENT = (links.c.used_at.is_(None), links.c.revoked_at.is_(None), links.c.ended_at.is_(None))
