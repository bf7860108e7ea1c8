"""The database behind the Store port: engines, transactions and the newest schema."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from rvr_portal import ports
from rvr_portal.domain.errors import StoreUnavailable
from rvr_portal.store.guests import GuestRows
from rvr_portal.store.journal import JournalRows
from rvr_portal.store.links import LinkRows
from rvr_portal.store.messages import MessageRows
from rvr_portal.store.officers import OfficerRows
from rvr_portal.store.sessions import SessionRows
from rvr_portal.store.signals import SignalRows
from rvr_portal.store.visits import VisitRows

MIGRATIONS = Path(__file__).parent / "migrations"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    # What is purged is overwritten, not only forgotten; not every build of SQLite does so unasked.
    "secure_delete=ON",
)


class ConnectionRows:
    """The Rows port over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.visits: ports.Visits = VisitRows(connection)
        self.links: ports.Links = LinkRows(connection)
        self.sessions: ports.Sessions = SessionRows(connection)
        self.signals: ports.Signals = SignalRows(connection)
        self.guests: ports.Guests = GuestRows(connection)
        self.messages: ports.Messages = MessageRows(connection)
        self.officers: ports.Officers = OfficerRows(connection)
        self.journal: ports.Journal = JournalRows(connection)


class Database:
    """The Store port over SQLite (WAL) or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self._writing = _engine(url, begin="BEGIN IMMEDIATE")
        self._reading = _engine(url, begin="BEGIN")
        # SQLite waits for a writer inside one C call, which would stop every greenlet of the
        # process, the one that holds the lock included: so writers queue here first.
        self._turn = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[ConnectionRows]:
        """One writer at a time; committed to disk at the end, or rolled back. Else StoreUnavailable."""
        with _answering(), self._turn, self._writing.begin() as connection:
            yield ConnectionRows(connection)

    @contextmanager
    def reading(self) -> Iterator[ConnectionRows]:
        """A snapshot that no writer disturbs, or StoreUnavailable."""
        with _answering(), self._reading.begin() as connection:
            yield ConnectionRows(connection)

    def settle(self) -> None:
        """Let what was removed leave the disk too: SQLite's log holds it until it is emptied."""
        if self._writing.dialect.name != "sqlite":
            return
        with self._turn, closing(self._writing.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def upgrade(self) -> None:
        """Bring the schema to its newest form."""
        with self._writing.begin() as connection:
            config = _alembic()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def up_to_date(self) -> bool:
        """Whether the schema is the newest, or StoreUnavailable."""
        try:
            with self._reading.begin() as connection:
                current = MigrationContext.configure(connection).get_current_revision()
        except DBAPIError as error:
            raise StoreUnavailable from error
        return current == ScriptDirectory.from_config(_alembic()).get_current_head()

    def close(self) -> None:
        """Give every connection back."""
        self._writing.dispose()
        self._reading.dispose()


@contextmanager
def _answering() -> Iterator[None]:
    """Locked, full, gone, without its tables: whoever asks can only try again."""
    try:
        yield
    except (OperationalError, PoolExhausted) as error:
        raise StoreUnavailable from error


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _engine(url: str, begin: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    # An error that is logged must not quote what was to be stored.
    engine = create_engine(url, pool_size=20, max_overflow=100, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def connect(connection: Any, record: object) -> None:
        # Else sqlite3 opens transactions itself, after the first SELECT: several could win one link.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
