"""The journal as rows: append and read, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from rvr_portal.domain.journal import Entry, Facts, entry, first_break
from rvr_portal.store.tables import journal, journal_heads


class JournalRows:
    """The Journal port."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(
        self, chain: str, act: str, *, at: datetime, actor: str, facts: Facts | None = None
    ) -> None:
        """Append one entry to a chain, in the transaction of the change that it tells."""
        last = self._last(chain)
        new = entry(chain, last, at, actor, act, facts or {})
        self._db.execute(
            insert(journal).values(
                chain=new.chain,
                number=new.number,
                at=new.at,
                actor=new.actor,
                act=new.act,
                facts=dict(new.facts),
                previous=new.previous,
                hash=new.hash,
            )
        )
        head = {"number": new.number, "hash": new.hash}
        if last is None:
            self._db.execute(insert(journal_heads).values(chain=chain, **head))
        else:
            self._db.execute(
                update(journal_heads).where(journal_heads.c.chain == chain).values(head)
            )

    def entries(self, chain: str) -> Sequence[Entry]:
        """One chain, oldest first."""
        return list(self._stored(chain))

    def first_break(self) -> str | None:
        """The first broken entry of any chain, or None."""
        heads = self._db.execute(select(journal_heads).order_by(journal_heads.c.chain)).all()
        for head in heads:
            found = self._break(head.chain, head.number, head.hash)
            if found:
                return found if head.chain in found else f"{head.chain} {found}"
        chains = {head.chain for head in heads}
        for (chain,) in self._db.execute(select(journal.c.chain).distinct()):
            if chain not in chains:
                return f"{chain} entry 1: its head is gone"
        return None

    def _break(self, chain: str, count: int, head: str) -> str | None:
        read: list[Entry] = []
        try:
            read.extend(self._stored(chain))
        except ValueError:
            # What was written past us need not even be a time, or JSON.
            return f"entry {len(read) + 1}: edited, it cannot be read"
        return first_break(read, count, head)

    def _stored(self, chain: str) -> Iterator[Entry]:
        query = select(journal).where(journal.c.chain == chain).order_by(journal.c.number)
        for row in self._db.execute(query):
            yield Entry(**row._mapping)

    def _last(self, chain: str) -> Entry | None:
        query = select(journal).where(journal.c.chain == chain).order_by(journal.c.number.desc())
        row = self._db.execute(query.limit(1)).one_or_none()
        return Entry(**row._mapping) if row else None
