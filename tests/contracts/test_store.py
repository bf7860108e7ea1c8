"""What every store keeps its word on: SQLite here, PostgreSQL where RVR_TEST_DATABASE_URL names one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import DBAPIError

from rvr_portal.domain.account import Officer, Role
from rvr_portal.domain.errors import AccountRefused, NotAllowed, VisitUnknown
from rvr_portal.domain.guest import Guest, Standing
from rvr_portal.domain.guest import Role as Part
from rvr_portal.domain.link import Link
from rvr_portal.domain.sessions import Binding, SignIn
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Store
from rvr_portal.store.database import Database

NOW = datetime(2026, 11, 24, 14, 0, 0, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
POSTGRES = os.environ.get("RVR_TEST_DATABASE_URL", "")


@pytest.fixture(params=["sqlite", *(["postgres"] if POSTGRES else [])])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    postgres = request.param == "postgres"
    place = a_schema() if postgres else nullcontext(f"sqlite:///{tmp_path}/portal.sqlite3")
    with place as url:
        database = Database(url)
        database.upgrade()
        yield database
        database.close()


@contextmanager
def a_schema() -> Iterator[str]:
    """A schema of its own for one test: nothing else in that database is touched."""
    engine, name = create_engine(POSTGRES), f"rvr_{secrets.token_hex(6)}"
    with engine.begin() as db:
        db.exec_driver_sql(f"CREATE SCHEMA {name}")
    url = make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={name}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as db:
        db.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    engine.dispose()


def a_visit(name: str = "abc", **fields: object) -> Visit:
    return Visit(id=name, created_at=NOW, changed_at=NOW, **fields)  # type: ignore[arg-type]


def a_link(name: str = "hash", **fields: object) -> Link:
    told = {"visit_id": "abc", "issued_at": NOW, "expires_at": NOW + MINUTE, **fields}
    return Link(id_hash=name, **told)  # type: ignore[arg-type]


@pytest.fixture
def with_visit(store: Store) -> Store:
    with store.transaction() as rows:
        rows.visits.add(a_visit())
    return store


def test_a_visit_is_read_as_it_was_stored(store: Store) -> None:
    told = a_visit(
        state=State.CLOSED, version=7, practice=True, language="zh-Hant", officer_id="1",
        key=b"\x00k", private=b"\xffp", needs={"bsl": True}, readiness={"round_trip_ms": None},
        advice={"topics": ["a", "b"], "contacts": []}, alert_at=NOW, left_at=NOW, lost_at=NOW,
        readable_until=NOW + MINUTE,
    )  # fmt: skip
    with store.transaction() as rows:
        rows.visits.add(told)
    with store.reading() as rows:
        assert rows.visits.get("abc") == told
        with pytest.raises(VisitUnknown):
            rows.visits.get("nothing")


def test_a_time_is_the_same_moment_whatever_its_zone(store: Store) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    with store.transaction() as rows:
        rows.visits.add(replace(a_visit(), created_at=there))
    with store.reading() as rows:
        found = rows.visits.get("abc").created_at
    assert (found, found.utcoffset()) == (NOW, timedelta(0))


def test_of_two_who_change_the_same_version_the_second_is_told(with_visit: Store) -> None:
    with with_visit.reading() as rows:
        mine = yours = rows.visits.get("abc")
    with with_visit.transaction() as rows:
        rows.visits.save(mine.changed(NOW, language="pl"))
    with pytest.raises(NotAllowed), with_visit.transaction() as rows:
        rows.visits.save(yours.changed(NOW, language="cy"))
    with with_visit.reading() as rows:
        assert rows.visits.get("abc").language == "pl"


def test_calls_that_are_on_are_found_until_their_content_is_gone(store: Store) -> None:
    with store.transaction() as rows:
        rows.visits.add(a_visit("on", state=State.IN_CALL, key=b"k"))
        rows.visits.add(a_visit("purged", state=State.IN_CALL))
        rows.visits.add(a_visit("over", state=State.AFTER, key=b"k"))
    with store.reading() as rows:
        assert [it.id for it in rows.visits.in_call()] == ["on"]


def test_a_visit_that_nobody_stored_cannot_be_changed(store: Store) -> None:
    with pytest.raises(NotAllowed), store.transaction() as rows:
        rows.visits.save(a_visit().changed(NOW))


def test_of_many_at_once_exactly_one_spends_a_link(with_visit: Store) -> None:
    with with_visit.transaction() as rows:
        rows.links.add(a_link())

    def tap(number: int) -> bool:
        with with_visit.transaction() as rows:
            return rows.links.redeem("hash", f"device-{number}", NOW)

    with ThreadPoolExecutor(16) as people:
        won = list(people.map(tap, range(48)))
    assert sum(won) == 1
    with with_visit.reading() as rows:
        found = rows.links.find("hash")
    assert found is not None
    assert (found.used_at, found.device_hash) == (NOW, f"device-{won.index(True)}")


@pytest.mark.parametrize(
    "gone", [{"revoked_at": NOW}, {"ended_at": NOW}, {"used_at": NOW}, {"expires_at": NOW}], ids=str
)
def test_a_link_that_is_over_cannot_be_spent(with_visit: Store, gone: dict[str, object]) -> None:
    with with_visit.transaction() as rows:
        rows.links.add(a_link(**gone))
        assert not rows.links.redeem("hash", "device", NOW)
        assert not rows.links.redeem("nothing", "device", NOW)
        assert rows.links.live("abc", NOW) is None


def test_a_link_is_live_until_its_time(with_visit: Store) -> None:
    with with_visit.transaction() as rows:
        rows.links.add(a_link())
        assert rows.links.live("abc", NOW) == a_link()
        assert rows.links.overdue(NOW) == []
        assert rows.links.live("abc", NOW + MINUTE) is None
        assert rows.links.overdue(NOW + MINUTE) == [a_link()]


def test_the_newest_link_of_a_device_counts(with_visit: Store) -> None:
    with with_visit.transaction() as rows:
        rows.links.add(a_link("old", used_at=NOW, device_hash="device"))
        rows.links.add(a_link("new", used_at=NOW + MINUTE, device_hash="device"))
        found = rows.links.of_device("device")
        assert found is not None
        assert found.id_hash == "new"
        assert rows.links.of_device("another") is None


@pytest.mark.parametrize(("why", "column"), [("revoked", "revoked_at"), ("left", "ended_at")])
def test_all_links_of_a_visit_stop_and_keep_the_first_moment(
    with_visit: Store, why: str, column: str
) -> None:
    with with_visit.transaction() as rows:
        rows.visits.add(a_visit("other"))
        rows.links.add(a_link("one"))
        rows.links.add(a_link("two", used_at=NOW))
        rows.links.add(a_link("apart", visit_id="other"))
        rows.links.end_all("abc", NOW, why=why)
        rows.links.end_all("abc", NOW + MINUTE, why=why)
        assert [getattr(rows.links.find(it), column) for it in ("one", "two", "apart")] == [
            NOW,
            NOW,
            None,
        ]


def test_browsers_are_bound_and_unbound(with_visit: Store) -> None:
    with with_visit.transaction() as rows:
        rows.visits.add(a_visit("other"))
        rows.links.add(a_link())
        for key, visit in (("one", "abc"), ("two", "abc"), ("apart", "other")):
            rows.sessions.bind(Binding(key, visit, "hash", NOW))
        rows.sessions.unbind_all("abc", NOW)
        rows.sessions.unbind_all("abc", NOW + MINUTE)
        found = [rows.sessions.binding(key) for key in ("one", "two", "apart", "nothing")]
    assert [it.ended_at if it else "none" for it in found] == [NOW, NOW, None, "none"]


def test_since_when_a_browser_belongs_to_a_visit(with_visit: Store) -> None:
    with with_visit.transaction() as rows:
        rows.links.add(a_link())
        assert rows.sessions.bound_at("abc") is None
        rows.sessions.bind(Binding("one", "abc", "hash", NOW))
        rows.sessions.unbind_all("abc", NOW)
        assert rows.sessions.bound_at("abc") is None
        rows.sessions.bind(Binding("two", "abc", "hash", NOW + MINUTE))
        assert rows.sessions.bound_at("abc") == NOW + MINUTE


def test_officers_sign_in_and_out(store: Store) -> None:
    with store.transaction() as rows:
        for name in ("o1", "o2"):
            rows.officers.add(Officer(name, f"{name}@force.example", Role.OFFICER, "hash"))
        for key, name in (("k1", "o1"), ("k2", "o1"), ("k3", "o1"), ("k4", "o2")):
            rows.sessions.sign_in(SignIn(key, name, NOW, NOW))
        rows.sessions.touch("k1", NOW + MINUTE)
        rows.sessions.sign_out(now=NOW, key_hash="k2")
        first = [rows.sessions.signed_in(key) for key in ("k1", "k2", "k3", "k4", "k5")]
        rows.sessions.sign_out(now=NOW + MINUTE, officer_id="o1")
        then = [rows.sessions.signed_in(key) for key in ("k1", "k2", "k3", "k4")]
    assert first[0] == SignIn("k1", "o1", NOW, NOW + MINUTE)
    assert [it.ended_at if it else "none" for it in first] == [None, NOW, None, None, "none"]
    assert [it.ended_at for it in then if it] == [NOW + MINUTE, NOW, NOW + MINUTE, None]


def test_signals_have_numbers_that_are_never_given_again(with_visit: Store) -> None:
    with with_visit.transaction() as rows:
        first = rows.signals.add("abc", "victim", "one", NOW)
        second = rows.signals.add("abc", "victim", "two", NOW)
        rows.signals.add("abc", "officer", "three", NOW)
        assert [it.envelope for it in rows.signals.after("abc", "victim", 0)] == ["one", "two"]
        assert [it.number for it in rows.signals.after("abc", "victim", first)] == [second]
        assert rows.signals.last("abc", "victim") == second
        rows.signals.clear("abc")
        assert rows.signals.last("abc", "victim") == 0
        assert rows.signals.add("abc", "victim", "four", NOW) > second


def test_a_line_is_kept_once_for_each_side(with_visit: Store) -> None:
    with with_visit.transaction() as rows:
        assert rows.messages.add("abc", "victim", "id", b"one", NOW)
        assert not rows.messages.add("abc", "victim", "id", b"again", NOW)
        assert rows.messages.add("abc", "officer", "id", b"two", NOW)
        lines = rows.messages.after("abc", 0)
        assert [(it.side, it.sealed, it.at) for it in lines] == [
            ("victim", b"one", NOW),
            ("officer", b"two", NOW),
        ]
        assert rows.messages.after("abc", lines[0].number) == [lines[1]]
        rows.messages.clear("abc")
        assert rows.messages.after("abc", 0) == []


def test_accounts_are_stored_changed_and_found(store: Store) -> None:
    officer = Officer("o1", "sam@force.example", Role.OFFICER, "hash", "Sam", "1234")
    with store.transaction() as rows:
        rows.officers.add(officer)
        with pytest.raises(AccountRefused, match="has an account"):
            rows.officers.add(replace(officer, id="o2"))
        changed = replace(officer, failures=3, locked_until=NOW, active=False)
        rows.officers.save(changed)
    with store.reading() as rows:
        assert rows.officers.get("o1") == rows.officers.by_email("sam@force.example") == changed
        assert rows.officers.get("nobody") is None
        assert rows.officers.by_email("nobody") is None
        assert rows.officers.everyone() == [changed]


def test_visits_are_listed_counted_and_found_by_age(store: Store) -> None:
    with store.transaction() as rows:
        for number in range(3):
            at = NOW + number * MINUTE
            rows.visits.add(replace(a_visit(f"v{number}", key=b"k"), changed_at=at))
        rows.visits.add(replace(a_visit("purged", state=State.CLOSED), changed_at=NOW - MINUTE))
        assert [it.id for it in rows.visits.newest(2)] == ["v2", "v1"]
        assert rows.visits.counts() == {"prepared": 3, "closed": 1}
        assert [it.id for it in rows.visits.changed_before(NOW + MINUTE)] == ["v0"]


def test_the_journal_grows_chain_by_chain(store: Store) -> None:
    with store.transaction() as rows:
        for number in range(3):
            rows.journal.add("abc", f"act.{number}", at=NOW, actor="x", facts={"n": number})
        rows.journal.add("portal", "act", at=NOW, actor="x")
    with store.reading() as rows:
        assert [(it.number, it.act, it.at) for it in rows.journal.entries("abc")] == [
            (1, "act.0", NOW), (2, "act.1", NOW), (3, "act.2", NOW),
        ]  # fmt: skip
        assert rows.journal.entries("portal")[0].facts == {}
        assert rows.journal.first_break() is None


@pytest.mark.parametrize("verb", ["UPDATE journal SET act = 'x'", "DELETE FROM journal"])
def test_no_entry_of_the_journal_is_changed_through_sql(store: Store, verb: str) -> None:
    with store.transaction() as rows:
        rows.journal.add("abc", "act", at=NOW, actor="x")
    with pytest.raises(DBAPIError, match="append-only"), store.transaction() as rows:
        rows.journal._db.exec_driver_sql(verb)  # type: ignore[attr-defined]
    with store.reading() as rows:
        assert [it.act for it in rows.journal.entries("abc")] == ["act"]


def test_the_schema_is_the_newest_after_an_upgrade(store: Store) -> None:
    assert store.up_to_date()
    store.settle()


def a_guest(name: str = "hash", **fields: object) -> Guest:
    told = {"invited_at": NOW, "expires_at": NOW + MINUTE, **fields}
    return Guest(name, "abc", Part.SIGNER, b"\x00sealed", **told)  # type: ignore[arg-type]


def test_a_guest_is_read_as_stored(with_visit: Store) -> None:
    told = a_guest(
        used_at=NOW, device_hash="d", let_in_at=NOW, ended_at=NOW, ended=Standing.UNWANTED
    )
    with with_visit.transaction() as rows:
        rows.guests.add(told)
        rows.guests.add(a_guest("later", invited_at=NOW + MINUTE, expires_at=NOW + 2 * MINUTE))
    with with_visit.reading() as rows:
        assert rows.guests.find("hash") == rows.guests.of_device("d") == told
        assert [it.id_hash for it in rows.guests.of_visit("abc")] == ["hash", "later"]
        assert rows.guests.find("other") is rows.guests.of_device("e") is None


def test_a_guests_link_is_spent_once_in_its_time(with_visit: Store) -> None:
    with with_visit.transaction() as rows:
        for name in ("hash", "ended"):
            rows.guests.add(a_guest(name))
        assert not rows.guests.let_in("hash", NOW)
        assert not rows.guests.redeem("hash", "d", NOW + MINUTE)
        assert rows.guests.redeem("hash", "d", NOW)
        assert not rows.guests.redeem("hash", "e", NOW)
        assert rows.guests.let_in("hash", NOW)
        assert not rows.guests.let_in("hash", NOW)
        rows.guests.end("ended", Standing.REMOVED, NOW)
        rows.guests.end("ended", Standing.LEFT, NOW)
        assert not rows.guests.redeem("ended", "d", NOW)
        found = rows.guests.find("ended")
        assert found
        assert found.ended is Standing.REMOVED
        rows.guests.clear("abc")
        assert rows.guests.of_visit("abc") == []


def test_signals_of_some_sides_are_cleared_alone(with_visit: Store) -> None:
    with with_visit.transaction() as rows:
        for side in ("officer", "guest", "bridge"):
            rows.signals.add("abc", side, "{}", NOW)
        rows.signals.clear("abc", ("guest", "bridge"))
        left = [len(rows.signals.after("abc", it, 0)) for it in ("officer", "guest", "bridge")]
        assert left == [1, 0, 0]
