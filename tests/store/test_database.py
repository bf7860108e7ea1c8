"""The database: one writer at a time, all or nothing, and exactly the tables that the code knows."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import IntegrityError

from rvr_portal.domain.errors import StoreUnavailable, VisitUnknown
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.store.database import Database, _alembic
from rvr_portal.store.tables import metadata
from tests import cast
from tests.fakes import Clock


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(f"sqlite:///{tmp_path}/portal.sqlite3")
    yield found
    found.close()


def a_visit(clock: Clock, name: str = "abc") -> Visit:
    return Visit(id=name, created_at=clock.now(), changed_at=clock.now())


def test_the_migrations_lead_to_exactly_the_tables_of_the_code(
    database: Database, tmp_path: Path
) -> None:
    database.upgrade()
    engine = create_engine(f"sqlite:///{tmp_path}/portal.sqlite3")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_an_upgrade_can_be_repeated(database: Database) -> None:
    assert not database.up_to_date()
    database.upgrade()
    database.upgrade()
    assert database.up_to_date()


def test_the_first_schema_can_be_taken_back(database: Database, tmp_path: Path) -> None:
    database.upgrade()
    engine = create_engine(f"sqlite:///{tmp_path}/portal.sqlite3")
    with engine.begin() as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    engine.dispose()


def test_a_database_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        Database(f"sqlite:///{tmp_path}/no/folder/portal.sqlite3").up_to_date()


def test_what_is_committed_is_on_the_disk(database: Database, tmp_path: Path) -> None:
    """A log that is written ahead, and forced to the disk with each transaction."""
    database.upgrade()
    with database.transaction() as rows:
        db = rows.visits._db  # type: ignore[attr-defined]
        asked = {
            name: db.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert (tmp_path / "portal.sqlite3-wal").exists()


def test_a_transaction_is_all_or_nothing(portal: Portal, clock: Clock) -> None:
    def fails_halfway() -> None:
        with portal.store.transaction() as rows:
            rows.visits.add(a_visit(clock))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails_halfway()
    with portal.store.reading() as rows, pytest.raises(VisitUnknown):
        rows.visits.get("abc")


def test_a_reader_never_waits_for_a_writer_and_sees_nothing_unfinished(
    portal: Portal, clock: Clock
) -> None:
    written, read = threading.Event(), threading.Event()

    def write() -> None:
        with portal.store.transaction() as rows:
            rows.visits.add(a_visit(clock))
            written.set()
            read.wait(5)

    writer = threading.Thread(target=write)
    writer.start()
    assert written.wait(5)
    with portal.store.reading() as rows:
        assert rows.visits.counts() == {}
    read.set()
    writer.join()
    with portal.store.reading() as rows:
        assert rows.visits.counts() == {"prepared": 1}


def test_another_process_that_writes_is_waited_for(
    portal: Portal, clock: Clock, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "portal.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    def write() -> None:
        with portal.store.transaction() as rows:
            rows.visits.add(a_visit(clock))

    writer = threading.Thread(target=write)
    writer.start()
    writer.join(0.2)
    assert writer.is_alive()
    other.execute("COMMIT")
    other.close()
    writer.join(5)
    assert not writer.is_alive()


def test_a_database_that_stays_locked_is_unavailable(
    portal: Portal, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rvr_portal.store.database._PRAGMAS", ("busy_timeout=1",))
    database = Database(f"sqlite:///{tmp_path}/portal.sqlite3")
    with closing(sqlite3.connect(tmp_path / "portal.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable), database.transaction() as rows:
            rows.visits.add(a_visit(clock))
        with database.reading() as rows:
            assert rows.visits.counts() == {}
    with database.transaction() as rows:
        rows.visits.add(a_visit(clock))
    database.close()


def test_a_database_without_its_tables_is_unavailable(database: Database) -> None:
    with pytest.raises(StoreUnavailable), database.reading() as rows:
        rows.visits.get("abc")


def test_only_known_visits_have_links_signals_and_chat(portal: Portal, clock: Clock) -> None:
    with pytest.raises(IntegrityError), portal.store.transaction() as rows:
        rows.signals.add("nobody", "victim", "sealed", clock.now())
    with pytest.raises(IntegrityError), portal.store.transaction() as rows:
        rows.messages.add("nobody", "victim", "0123456789abcdef", b"sealed", clock.now())


def test_settling_empties_the_log(portal: Portal, tmp_path: Path) -> None:
    cast.a_visit(portal, State.WAITING)
    assert (tmp_path / "portal.sqlite3-wal").stat().st_size > 0
    portal.store.settle()
    assert (tmp_path / "portal.sqlite3-wal").stat().st_size == 0


def test_another_kind_of_database_needs_no_settling() -> None:
    pytest.importorskip("psycopg")
    Database("postgresql+psycopg://nobody@127.0.0.1:1/none").settle()
