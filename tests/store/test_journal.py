"""The journal on disk: nobody changes it through SQL, and whoever changes the file is found out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import DatabaseError

from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import board
from tests import cast

Attack = Callable[[str], None]


@pytest.fixture
def visit(portal: Portal) -> Visit:
    """A visit with a story of eight entries, between two others."""
    cast.a_visit(portal, State.WAITING)
    found = cast.a_visit(portal, State.AFTER).visit
    cast.a_visit(portal, State.WAITING)
    assert len(board.timeline(portal, found.id)) == 8
    return found


@pytest.fixture
def attack(portal: Portal, tmp_path: Path, visit: Visit) -> Iterator[Attack]:
    """SQL by somebody with the file in hands: the triggers go first. `:v` is the visit."""
    portal.store.close()
    with closing(sqlite3.connect(tmp_path / "portal.sqlite3", isolation_level=None)) as db:
        for verb in ("update", "delete"):
            db.execute(f"DROP TRIGGER journal_no_{verb}")

        def run(statements: str) -> None:
            for statement in statements.split(";"):
                db.execute(statement.replace(":v", f"'{visit.id}'"))

        yield run


def verdict(app: Flask) -> tuple[int, str]:
    told = app.test_cli_runner().invoke(args=["journal", "verify"])
    return told.exit_code, told.output


def test_an_untouched_journal_is_whole(app: Flask, visit: Visit) -> None:
    assert verdict(app) == (0, "Every chain is whole.\n")


@pytest.mark.parametrize(
    ("statements", "where"),
    [
        ("UPDATE journal SET actor = 'x' WHERE chain = :v AND number = 3", "entry 3: edited"),
        ("UPDATE journal SET act = 'x' WHERE chain = :v AND number = 1", "entry 1: edited"),
        ("UPDATE journal SET act = 'x' WHERE chain = :v AND number = 8", "entry 8: edited"),
        ("UPDATE journal SET facts = '{}' WHERE chain = :v AND number = 2", "entry 2: edited"),
        ("UPDATE journal SET facts = 'x' WHERE chain = :v AND number = 2", "entry 2: edited"),
        ("UPDATE journal SET at = 'soon' WHERE chain = :v AND number = 4", "entry 4: edited"),
        (
            "UPDATE journal SET at = '2020-01-01 00:00:00.000000' WHERE chain = :v AND number = 4",
            "entry 4: edited",
        ),
        ("DELETE FROM journal WHERE chain = :v AND number = 1", "entry 1: removed"),
        ("DELETE FROM journal WHERE chain = :v AND number = 4", "entry 4: removed"),
        ("DELETE FROM journal WHERE chain = :v AND number = 8", "entry 8: removed from the end"),
        ("DELETE FROM journal WHERE chain = :v", "entry 1: removed from the end"),
        (
            "DELETE FROM journal WHERE chain = :v AND number = 4;"
            "UPDATE journal SET number = number - 1 WHERE chain = :v AND number > 4",
            "entry 4: removed or reordered",
        ),
        (
            "UPDATE journal SET number = 99 WHERE chain = :v AND number = 3;"
            "UPDATE journal SET number = 3 WHERE chain = :v AND number = 4;"
            "UPDATE journal SET number = 4 WHERE chain = :v AND number = 99",
            "entry 3: removed or reordered",
        ),
        (
            "INSERT INTO journal SELECT chain, 9, at, actor, act, facts, previous, hash"
            " FROM journal WHERE chain = :v AND number = 8",
            "entry 9: removed or reordered",
        ),
        (
            "INSERT INTO journal SELECT chain, 9, at, actor, act, facts, hash, hash"
            " FROM journal WHERE chain = :v AND number = 8",
            "entry 9: edited",
        ),
        ("DELETE FROM journal_heads WHERE chain = :v", "entry 1: its head is gone"),
        (
            "DELETE FROM journal WHERE chain = :v AND number = 8;"
            "UPDATE journal_heads SET number = 7 WHERE chain = :v",
            "entry 7: edited",
        ),
    ],
)
def test_whoever_changes_the_file_is_found_out(
    app: Flask, visit: Visit, attack: Attack, statements: str, where: str
) -> None:
    attack(statements)
    code, told = verdict(app)
    assert code == 1
    assert told.startswith("broken: ")
    assert visit.id in told
    assert where in told


def test_the_portals_own_chain_is_checked_too(
    app: Flask, portal: Portal, tmp_path: Path, visit: Visit, attack: Attack
) -> None:
    attack("UPDATE journal SET facts = 'x' WHERE chain = 'portal' AND number = 1")
    code, told = verdict(app)
    assert (code, told) == (1, "broken: portal entry 1: edited, it cannot be read\n")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'x'",
        "UPDATE journal SET act = act WHERE number = 1",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE number = 1",
    ],
)
def test_through_sql_the_journal_only_grows(portal: Portal, visit: Visit, statement: str) -> None:
    before = board.timeline(portal, visit.id)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        portal.store.transaction() as rows,
    ):
        rows.journal._db.exec_driver_sql(statement)  # type: ignore[attr-defined]
    assert board.timeline(portal, visit.id) == before


def test_entries_of_one_chain_stand_in_order_whatever_came_between(portal: Portal) -> None:
    for chain in ("a", "b", "a", "b", "a"):
        with portal.store.transaction() as rows:
            rows.journal.add(chain, "act", at=portal.now(), actor="x", facts={"chain": chain})
    with portal.store.reading() as rows:
        assert [it.number for it in rows.journal.entries("a")] == [1, 2, 3]
        assert [it.facts for it in rows.journal.entries("b")] == [{"chain": "b"}] * 2
        assert rows.journal.entries("c") == []
        assert rows.journal.first_break() is None
