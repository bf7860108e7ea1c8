"""Whoever steals the database file reads nothing of her: every byte of it is searched for her words."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from rvr_portal.adapters.vault import AesVault
from rvr_portal.domain.guest import Role as Part
from rvr_portal.domain.needs import Needs
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import (
    arrivals,
    board,
    calls,
    conversation,
    guest_arrivals,
    guests,
    housekeeping,
    invitations,
    journey,
    sending,
    sign_in,
)
from rvr_portal.services.private import Private
from tests import cast
from tests.fakes import Clock

# Each stands for one thing that must never lie in the file as it was told.
HER = {
    "number": "+447700900987", "called": "Quenilda", "reference": "GC-REF-4711",
    "key word": "marmalade", "check word": "velvet pangolin", "later": "when-he-is-at-work",
    "where": "behind-the-chip-shop", "victim's line": "he-threw-the-kettle",
    "officer's line": "we-are-on-our-way", "signal": "ufrag-of-her-browser",
}  # fmt: skip


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("portal.sqlite3*")))


def found(folder: Path, words: dict[str, str]) -> list[str]:
    """What of these stands in the database, its log included, in any spelling that JSON knows."""
    disk = on_disk(folder)
    return [
        name
        for name, word in words.items()
        if word.encode() in disk or word.encode("utf-16-le") in disk
        or word.encode().hex().encode() in disk
    ]  # fmt: skip


def a_signal(word: str) -> bytes:
    body = {"type": "offer", "sdp": f"a=ice-ufrag:{word}\r\n"}
    return json.dumps({"peer": "peer-one", "kind": "description", "body": body}).encode()


@pytest.fixture
def told(portal: Portal) -> Visit:
    """A visit in which everything has been told that can be told."""
    private = Private(
        contact=cast.a_private(
            portal, number=HER["number"], key_word=HER["key word"], check_word=HER["check word"]
        ).contact,
        reference=HER["reference"],
    )
    visit = invitations.prepare(portal, private, by="test")
    token = cast.token_of(sending.by_text(portal, visit.id, by="test").url)
    visit = arrivals.redeem(portal, token, cast.BROWSER).visit
    visit = journey.later(portal, journey.unsafe(portal, visit), HER["later"])
    visit = journey.safe(portal, visit)
    visit = journey.tell_needs(portal, visit, Needs(), HER["called"])
    visit = journey.finish_checks(portal, visit, "video")
    visit = calls.join(portal, visit.id, cast.an_officer(portal))
    for side, other in (("victim", "officer"), ("officer", "victim")):
        conversation.say(portal, visit, side, HER[f"{side}'s line"], f"0123456789-{side}")
        calls.signal(portal, visit, other, a_signal(HER["signal"]))
    return journey.officer_instead(portal, visit, HER["where"])


def test_the_search_finds_what_is_there(portal: Portal, told: Visit, tmp_path: Path) -> None:
    assert found(tmp_path, {"visit": told.id, "officer": "sam@force.example"}) == [
        "visit",
        "officer",
    ]


def test_nothing_that_she_told_lies_open(portal: Portal, told: Visit, tmp_path: Path) -> None:
    assert found(tmp_path, HER) == []
    private = board.card(portal, told.id).private
    assert private.contact.number == HER["number"]
    assert (private.called, private.later, private.where) == (
        HER["called"],
        HER["later"],
        HER["where"],
    )


def test_signals_lie_sealed_while_the_call_lasts(portal: Portal, tmp_path: Path) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    calls.signal(portal, visit, "victim", a_signal(HER["signal"]))
    [signal] = calls.signals(portal, visit, "officer", 0)
    assert HER["signal"] in signal.envelope
    assert found(tmp_path, HER) == []


def test_nothing_of_a_guest_lies_open(portal: Portal, tmp_path: Path) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    url = guests.invite(portal, visit.id, Part.SUPPORTER, "Quintessa", "cy", by="test").url
    guest_arrivals.redeem(portal, cast.token_of(url), "the-browser-of-the-guest")
    [guest] = guests.of_visit(portal, visit)
    assert guest.name == "Quintessa"
    secret = {"name": "Quintessa", "link": cast.token_of(url).split(".")[0]}
    assert found(tmp_path, {**secret, "browser": "the-browser-of-the-guest"}) == []


def test_no_secret_of_a_link_or_browser_lies_open(portal: Portal, tmp_path: Path) -> None:
    visit, token = cast.a_link(portal)
    arrival = arrivals.redeem(portal, token, cast.BROWSER)
    officer = cast.an_officer(portal)
    key = sign_in.sign_in(portal, officer.email, cast.PASSWORD)
    secret = {
        "link": token.split(".")[0], "signature": token.split(".")[2], "cookie": arrival.key,
        "browser": cast.BROWSER, "console": key, "portal": portal.keys[0],
    }  # fmt: skip
    assert found(tmp_path, {"visit": visit.id}) == ["visit"]
    assert found(tmp_path, secret) == []


def test_what_was_purged_has_left_the_disk(
    portal: Portal, told: Visit, tmp_path: Path, clock: Clock
) -> None:
    """Not its key, not a sealed byte: not in the rows, not in free pages, not in the log."""
    visit = board.card(portal, told.id).visit
    with portal.store.reading() as rows:
        sealed = [it.sealed for it in rows.messages.after(visit.id, 0)]
    gone = [visit.key or b"", visit.private or b"", *sealed]
    assert all(it in on_disk(tmp_path) for it in gone)
    clock.moves(days=8)
    housekeeping.purge(portal, dry_run=False)
    assert [it for it in gone if it in on_disk(tmp_path)] == []
    assert board.audit(portal)[1] is None


def test_the_key_that_was_replaced_has_left_the_disk(
    portal: Portal, told: Visit, tmp_path: Path, clock: Clock
) -> None:
    old = board.card(portal, told.id).visit.key or b""
    assert old in on_disk(tmp_path)
    clock.moves(seconds=1)
    both = dataclasses.replace(portal, vault=AesVault(("n" * 32, *portal.keys)))
    assert housekeeping.rotate(both) == 1
    assert old not in on_disk(tmp_path)
