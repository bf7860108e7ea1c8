"""A call in a provider's page: begun by its address, kept sealed, ended as every call, never by silence."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from rvr_portal.domain.errors import AddressRefused, NotAllowed
from rvr_portal.domain.external import Provider
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, board, calls, endings, external, housekeeping, journey
from tests import cast
from tests.fakes import Clock

PROVIDERS = (Provider("GoodSAM", ("meet.provider.example", "*.video.example")),)
URL = "https://room-7f3a.video.example/join?token=s3cret-t0ken#key"
OTHER = "https://meet.provider.example/2"


@pytest.fixture
def elsewhere(portal: Portal) -> Portal:
    """The same portal where the force keeps its own video system."""
    return dataclasses.replace(portal, providers=PROVIDERS)


def told(portal: Portal, visit: Visit, act: str) -> list[dict[str, object]]:
    return [dict(it.facts) for it in board.timeline(portal, visit.id) if it.act == act]


def begun(elsewhere: Portal) -> Visit:
    visit = cast.a_visit(elsewhere, State.WAITING).visit
    return external.give(elsewhere, visit.id, URL, cast.an_officer(elsewhere))


def test_the_address_begins_the_call(elsewhere: Portal) -> None:
    officer = cast.an_officer(elsewhere)
    waiting = cast.a_visit(elsewhere, State.WAITING).visit
    assert external.meeting(elsewhere, waiting) == ""
    visit = external.give(elsewhere, waiting.id, f" {URL} ", officer)
    assert (visit.state, visit.officer_id) == (State.IN_CALL, officer.id)
    stored = board.card(elsewhere, visit.id)
    assert external.meeting(elsewhere, stored.visit) == URL
    assert stored.private.called == "Jo"
    assert told(elsewhere, visit, "call.joined") == [{}]


def test_the_officer_can_give_another_address_and_a_colleague_take_over(elsewhere: Portal) -> None:
    visit = begun(elsewhere)
    officer = cast.an_officer(elsewhere, email="kim@force.example")
    for url in (OTHER, URL):
        visit = external.give(elsewhere, visit.id, url, officer)
        assert external.meeting(elsewhere, visit) == url
    assert visit.officer_id == officer.id
    assert len(told(elsewhere, visit, "call.joined")) == 2
    assert [it["host"] for it in told(elsewhere, visit, "call.external")] == [
        "*.video.example", "meet.provider.example", "*.video.example",
    ]  # fmt: skip


def test_no_address_lies_open_or_in_the_journal(elsewhere: Portal, tmp_path: Path) -> None:
    visit = begun(elsewhere)
    entries = json.dumps([dict(it.facts) for it in board.timeline(elsewhere, visit.id)])
    elsewhere.store.settle()
    files = b"".join(it.read_bytes() for it in tmp_path.iterdir() if it.is_file())
    assert "*.video.example" in entries
    for part in ("s3cret-t0ken", "room-7f3a"):
        assert part not in entries
        assert part.encode() not in files


def test_a_refused_address_changes_nothing(elsewhere: Portal) -> None:
    visit = cast.a_visit(elsewhere, State.WAITING).visit
    with pytest.raises(AddressRefused):
        external.give(elsewhere, visit.id, "https://evil.example/", cast.an_officer(elsewhere))
    assert board.card(elsewhere, visit.id).visit.state is State.WAITING
    assert told(elsewhere, visit, "call.external") == []


@pytest.mark.parametrize("state", [State.OPENED, State.CHECKING, State.AFTER, State.LEFT])
def test_nobody_is_called_who_does_not_wait(
    elsewhere: Portal, portal: Portal, state: State
) -> None:
    visit = cast.a_visit(portal, state).visit
    with pytest.raises(NotAllowed):
        external.give(elsewhere, visit.id, URL, cast.an_officer(portal))


def test_a_call_elsewhere_never_begins_without_its_address(elsewhere: Portal) -> None:
    visit = cast.a_visit(elsewhere, State.WAITING).visit
    with pytest.raises(NotAllowed):
        calls.join(elsewhere, visit.id, cast.an_officer(elsewhere))


def test_our_own_calls_take_no_address(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    with pytest.raises(NotAllowed):
        external.give(portal, visit.id, URL, cast.an_officer(portal))


def test_practice_stays_in_our_own_page(elsewhere: Portal) -> None:
    visit = cast.a_visit(elsewhere, State.WAITING, practice=True).visit
    with pytest.raises(NotAllowed):
        external.give(elsewhere, visit.id, URL, cast.an_officer(elsewhere))
    assert calls.practise(elsewhere, visit).state is State.IN_CALL


def test_a_host_that_is_no_longer_listed_is_not_shown(elsewhere: Portal) -> None:
    visit = begun(elsewhere)
    changed = dataclasses.replace(elsewhere, providers=(Provider("Other", ("a.example",)),))
    assert external.meeting(changed, visit) == ""


def test_after_the_call_the_address_is_not_hers_any_more(elsewhere: Portal) -> None:
    visit = begun(elsewhere)
    after = calls.hang_up(elsewhere, visit.id, by="victim")
    assert (after.state, external.meeting(elsewhere, after)) == (State.AFTER, "")
    again = journey.talk_again(elsewhere, after)
    assert external.meeting(elsewhere, again) == ""


def test_a_page_that_sleeps_ends_no_call(elsewhere: Portal, clock: Clock) -> None:
    """On a phone the browser lets the page behind the provider's sleep: no loss of the call."""
    visit = begun(elsewhere)
    arrivals.connection_lost(elsewhere, visit.id)
    clock.moves(seconds=endings.LOST_FOR_GOOD.total_seconds() * 2)
    housekeeping.tidy(elsewhere)
    assert board.card(elsewhere, visit.id).visit.state is State.IN_CALL
    calls.hang_up(elsewhere, visit.id, by="officer")
    assert [it["reason"] for it in told(elsewhere, visit, "call.ended")] == ["hung_up"]


def test_a_call_that_all_forgot_ends_when_nobody_could_come_back(
    elsewhere: Portal, clock: Clock
) -> None:
    visit = begun(elsewhere)
    arrivals.connection_lost(elsewhere, visit.id)
    clock.moves(seconds=elsewhere.times.visit.total_seconds() + 1)
    housekeeping.tidy(elsewhere)
    assert board.card(elsewhere, visit.id).visit.state is State.AFTER
    [ended] = told(elsewhere, visit, "call.ended")
    assert (ended["reason"], ended["by"]) == ("hung_up", "system")


def test_a_purged_visit_has_no_address(elsewhere: Portal, clock: Clock) -> None:
    visit = begun(elsewhere)
    clock.moves(days=8)
    housekeeping.purge(elsewhere, dry_run=False)
    assert external.meeting(elsewhere, board.card(elsewhere, visit.id).visit) == ""
