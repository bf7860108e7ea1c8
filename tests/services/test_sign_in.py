"""Officers sign in: one answer for every refusal, a lock after five guesses, and accounts that end at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rvr_portal.domain.account import LOCKED_FOR, TRIES, Officer, Role
from rvr_portal.domain.errors import AccountRefused, SignInRefused
from rvr_portal.ports import Portal
from rvr_portal.services import board, sign_in
from tests import cast
from tests.fakes import Clock, QuickPasswords

WRONG = "wrong horse battery"


def refused(portal: Portal, email: str = "sam@force.example", password: str = WRONG) -> None:
    with pytest.raises(SignInRefused) as error:
        sign_in.sign_in(portal, email, password)
    assert error.value.args == ()


def signs_in(portal: Portal, officer: Officer, password: str = cast.PASSWORD) -> str:
    return sign_in.sign_in(portal, officer.email, password)


def acts(portal: Portal) -> list[str]:
    return [entry.act for entry in board.audit(portal)[0]]


def test_who_signs_in_is_known_by_the_key(portal: Portal) -> None:
    officer = cast.an_officer(portal)
    key = signs_in(portal, officer)
    assert sign_in.who(portal, key) == officer
    assert acts(portal)[-1] == "sign_in.done"


def test_the_address_may_be_written_as_people_write_it(portal: Portal) -> None:
    cast.an_officer(portal)
    assert sign_in.sign_in(portal, " Sam@Force.Example ", cast.PASSWORD)


def test_nobody_is_known_by_no_key_or_a_made_up_one(portal: Portal) -> None:
    cast.an_officer(portal)
    assert sign_in.who(portal, None) is None
    assert sign_in.who(portal, "") is None
    assert sign_in.who(portal, "made up") is None


def test_unknown_wrong_switched_off_and_locked_are_one_answer(portal: Portal) -> None:
    officer = cast.an_officer(portal)
    refused(portal, "nobody@force.example")
    refused(portal)
    sign_in.change_officer(portal, officer.id, by="test", active=False)
    refused(portal, password=cast.PASSWORD)
    sign_in.change_officer(portal, officer.id, by="test", active=True)
    assert signs_in(portal, officer)


def test_five_wrong_guesses_lock_whatever_comes_next(portal: Portal, clock: Clock) -> None:
    officer = cast.an_officer(portal)
    for _ in range(TRIES):
        refused(portal)
    refused(portal, password=cast.PASSWORD)
    clock.moves(seconds=LOCKED_FOR.total_seconds() - 1)
    refused(portal, password=cast.PASSWORD)
    clock.moves(seconds=1)
    assert signs_in(portal, officer)
    assert acts(portal).count("sign_in.refused") == TRIES + 2


def test_guessing_on_does_not_lengthen_the_lock(portal: Portal, clock: Clock) -> None:
    officer = cast.an_officer(portal)
    for _ in range(TRIES):
        refused(portal)
    clock.moves(minutes=14)
    for _ in range(TRIES):
        refused(portal)
    clock.moves(minutes=1)
    assert signs_in(portal, officer)


class Meanwhile(QuickPasswords):
    """While a password is being hashed, something else happens."""

    def __init__(self) -> None:
        self.happens: Callable[[], object] = lambda: None

    def verify(self, password_hash: str | None, password: str) -> bool:
        act, self.happens = self.happens, lambda: None
        act()
        return super().verify(password_hash, password)


@pytest.fixture
def meanwhile(portal: Portal) -> Meanwhile:
    found = Meanwhile()
    object.__setattr__(portal, "passwords", found)
    return found


def test_guesses_at_the_same_moment_are_all_counted(portal: Portal, meanwhile: Meanwhile) -> None:
    officer = cast.an_officer(portal)
    for _ in range(3):
        refused(portal)
    meanwhile.happens = lambda: refused(portal)
    refused(portal)
    refused(portal, officer.email, cast.PASSWORD)


def test_who_is_switched_off_while_signing_in_stays_off(
    portal: Portal, meanwhile: Meanwhile
) -> None:
    officer = cast.an_officer(portal)
    meanwhile.happens = lambda: sign_in.change_officer(portal, officer.id, by="x", active=False)
    refused(portal, password=cast.PASSWORD)
    assert not sign_in.officers(portal)[0].active


def test_a_password_that_changed_meanwhile_does_not_fit(
    portal: Portal, meanwhile: Meanwhile
) -> None:
    officer = cast.an_officer(portal)
    new = "another horse battery"
    meanwhile.happens = lambda: sign_in.change_officer(portal, officer.id, by="x", password=new)
    refused(portal, password=cast.PASSWORD)
    assert signs_in(portal, officer, new)


def test_a_sign_in_ends_when_nobody_does_anything(portal: Portal, clock: Clock) -> None:
    key = signs_in(portal, cast.an_officer(portal))
    clock.moves(minutes=59)
    assert sign_in.who(portal, key)
    clock.moves(minutes=59)
    assert sign_in.who(portal, key)
    clock.moves(minutes=60)
    assert sign_in.who(portal, key) is None


def test_a_sign_in_ends_after_a_shift_however_busy(portal: Portal, clock: Clock) -> None:
    key = signs_in(portal, cast.an_officer(portal))
    for _ in range(23):
        clock.moves(minutes=30)
        assert sign_in.who(portal, key)
    clock.moves(minutes=30)
    assert sign_in.who(portal, key) is None


def test_a_page_that_asks_by_itself_is_nobody_who_does_something(
    portal: Portal, clock: Clock
) -> None:
    officer = cast.an_officer(portal)
    key = signs_in(portal, officer)
    clock.moves(minutes=59)
    assert sign_in.who(portal, key, touch=False) == officer
    clock.moves(minutes=1)
    assert sign_in.who(portal, key, touch=False) is None


def test_looking_often_writes_at_most_once_a_minute(portal: Portal, clock: Clock) -> None:
    key = signs_in(portal, cast.an_officer(portal))

    def seen_at() -> object:
        with portal.store.reading() as rows:
            found = rows.sessions.signed_in(sign_in.hashed(key))
        assert found is not None
        return found.seen_at

    before = seen_at()
    clock.moves(seconds=60)
    sign_in.who(portal, key)
    assert seen_at() == before
    clock.moves(seconds=1)
    sign_in.who(portal, key)
    assert seen_at() == portal.now()


def test_signing_out_ends_this_browser_only(portal: Portal) -> None:
    officer = cast.an_officer(portal)
    here, there = signs_in(portal, officer), signs_in(portal, officer)
    sign_in.sign_out(portal, here, officer)
    assert sign_in.who(portal, here) is None
    assert sign_in.who(portal, there) == officer
    assert acts(portal)[-1] == "sign_out"


@pytest.mark.parametrize(
    "change", [{"active": False}, {"active": True}, {"password": "another horse battery"}], ids=str
)
def test_a_changed_account_ends_every_sign_in_of_it(
    portal: Portal, change: dict[str, object]
) -> None:
    officer = cast.an_officer(portal)
    other = cast.an_officer(portal, email="kim@force.example")
    keys = [signs_in(portal, officer), signs_in(portal, officer)]
    kept = signs_in(portal, other)
    sign_in.change_officer(portal, officer.id, by="test", **change)  # type: ignore[arg-type]
    assert [sign_in.who(portal, key) for key in keys] == [None, None]
    assert sign_in.who(portal, kept) == other
    assert board.audit(portal)[0][-1].facts == {"officer": officer.id}


def test_a_new_password_ends_the_lock(portal: Portal) -> None:
    officer = cast.an_officer(portal)
    for _ in range(TRIES):
        refused(portal)
    sign_in.change_officer(portal, officer.id, by="test", password="another horse battery")
    refused(portal, password=cast.PASSWORD)
    assert signs_in(portal, officer, "another horse battery")


def test_an_account_that_is_gone_signs_nobody_in(portal: Portal) -> None:
    key = signs_in(portal, cast.an_officer(portal))
    with portal.store.transaction() as rows:
        db = rows.officers._db  # type: ignore[attr-defined]
        db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        db.exec_driver_sql("UPDATE sign_ins SET officer_id = (SELECT id FROM officers)")
        db.exec_driver_sql("UPDATE officers SET active = 0")
    assert sign_in.who(portal, key) is None


@pytest.mark.parametrize(
    ("email", "role", "password", "told"),
    [
        ("sam", "officer", cast.PASSWORD, "not an email address"),
        ("sam@force.example", "chief", cast.PASSWORD, "'chief' is not a role"),
        ("sam@force.example", "officer", "short", "15 to 256"),
    ],
)
def test_an_account_that_cannot_be_made_is_explained(
    portal: Portal, email: str, role: str, password: str, told: str
) -> None:
    with pytest.raises(AccountRefused, match=told):
        sign_in.add_officer(portal, email, role, password, by="test")
    assert sign_in.officers(portal) == []
    assert acts(portal) == []


def test_an_address_has_one_account(portal: Portal) -> None:
    cast.an_officer(portal)
    with pytest.raises(AccountRefused, match=r"sam@force\.example has an account"):
        cast.an_officer(portal, email="SAM@force.example")
    assert len(sign_in.officers(portal)) == 1


def test_accounts_are_listed_by_address_with_their_roles(portal: Portal) -> None:
    cast.an_officer(portal, Role.SUPERVISOR, "zoe@force.example")
    cast.an_officer(portal, Role.CALL_HANDLER, "amy@force.example")
    assert [(it.email, it.role) for it in sign_in.officers(portal)] == [
        ("amy@force.example", Role.CALL_HANDLER),
        ("zoe@force.example", Role.SUPERVISOR),
    ]


def test_an_account_that_nobody_made_cannot_be_changed(portal: Portal) -> None:
    with pytest.raises(AccountRefused, match="no such account"):
        sign_in.change_officer(portal, "nobody", by="test", active=False)


@pytest.mark.parametrize("password", ["", "short"])
def test_a_short_password_changes_nothing(portal: Portal, password: str) -> None:
    officer = cast.an_officer(portal)
    with pytest.raises(AccountRefused, match="15 to 256"):
        sign_in.change_officer(portal, officer.id, by="test", password=password)
    assert signs_in(portal, officer)
