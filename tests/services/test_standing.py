"""What her page says of itself is kept, once, and explains its silence."""

from __future__ import annotations

import pytest

from rvr_portal.domain.endings import Reason
from rvr_portal.domain.errors import ReportMalformed
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import board, calls, housekeeping, standing
from tests import cast
from tests.fakes import Clock


def acts(portal: Portal, visit_id: str) -> list[str]:
    return [it.act for it in board.timeline(portal, visit_id) if it.act.startswith("page.")]


def goes_silent(portal: Portal, visit_id: str, clock: Clock) -> None:
    portal.presence.opened(visit_id, "victim", portal.now())
    portal.presence.gone(visit_id, "victim", portal.now())
    clock.moves(seconds=11)
    housekeeping.tidy(portal)


def test_each_word_is_kept_once(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    for word in ("background", "background", "here", "phone_call", "here"):
        standing.told(portal, visit.id, word)
    assert acts(portal, visit.id) == [
        "page.background",
        "page.here",
        "page.phone_call",
        "page.here",
    ]


def test_a_word_that_is_none_changes_nothing(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    with pytest.raises(ReportMalformed):
        standing.told(portal, visit.id, "somewhere")
    assert acts(portal, visit.id) == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], Reason.CONNECTION_LOST),
        (["background"], Reason.IN_BACKGROUND),
        (["background", "closed"], Reason.PAGE_CLOSED),
        (["closed", "background"], Reason.PAGE_CLOSED),
        (["phone_call"], Reason.PHONE_CALL),
        (["battery_low"], Reason.BATTERY_LOW),
        (["battery_low", "here"], Reason.CONNECTION_LOST),
        (["refused"], Reason.CONNECTION_LOST),
    ],
)
def test_a_loss_and_the_end_of_the_call_say_why(
    portal: Portal, clock: Clock, words: list[str], why: Reason
) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    for word in words:
        standing.told(portal, visit.id, word)
    goes_silent(portal, visit.id, clock)
    calls.hang_up(portal, visit.id, by="k3")
    told = {it.act: it.facts for it in board.timeline(portal, visit.id)}
    assert told["connection.lost"]["why"] == why
    assert told["call.ended"]["reason"] == why


def test_a_page_that_is_loaded_again_is_not_closed(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    standing.told(portal, visit.id, "closed")
    standing.opened(portal, visit.id)
    standing.opened(portal, visit.id)
    assert acts(portal, visit.id) == ["page.closed", "page.here"]


def test_after_a_purge_nothing_more_is_kept(portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.AFTER).visit
    clock.moves(days=400)
    housekeeping.purge(portal, dry_run=False)
    standing.told(portal, visit.id, "background")
    assert acts(portal, visit.id) == []
