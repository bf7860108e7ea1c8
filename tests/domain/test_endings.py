"""Why calls end: every way out of a call has its reason, and every call its beginning and end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rvr_portal.domain import endings
from rvr_portal.domain.endings import Call, Reason
from rvr_portal.domain.journal import GENESIS, Entry
from rvr_portal.domain.visit import TRANSITIONS, Event, State, Visit

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
OUT = [
    event
    for (state, event), leads in TRANSITIONS.items()
    if state is State.IN_CALL and leads is not State.IN_CALL
]


def a_visit(state: State = State.IN_CALL, lost_at: datetime | None = None) -> Visit:
    return Visit(id="abc", created_at=NOW, changed_at=NOW, state=state, lost_at=lost_at)


def an_entry(act: str, minutes: int) -> Entry:
    return Entry("abc", 1, NOW + timedelta(minutes=minutes), "x", act, {}, GENESIS, "")


@pytest.mark.parametrize("event", OUT)
def test_every_way_out_of_a_call_has_a_reason_of_its_own(event: Event) -> None:
    assert endings.ends_call(a_visit(), event)
    others = {endings.reason(other, None) for other in OUT if other is not event}
    assert endings.reason(event, None) not in others


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", Event)
def test_nothing_else_ends_a_call(state: State, event: Event) -> None:
    assert endings.ends_call(a_visit(state), event) == (state is State.IN_CALL and event in OUT)


@pytest.mark.parametrize("loss", [Reason.PAGE_CLOSED, Reason.CONNECTION_LOST, Reason.BATTERY_LOW])
def test_who_hangs_up_on_nobody_did_not_end_the_call(loss: Reason) -> None:
    assert endings.reason(Event.HANG_UP, loss) is loss
    assert endings.reason(Event.LEAVE, loss) is Reason.LEFT_QUICKLY


@pytest.mark.parametrize(
    ("actor", "side"),
    [("victim", "victim"), ("system", "system"), ("k3", "officer"), ("command line", "officer")],
)
def test_who_is_neither_she_nor_the_portal_is_staff(actor: str, side: str) -> None:
    assert endings.side_of(actor) == side


def test_a_visit_without_a_call_has_none() -> None:
    assert endings.last_call([an_entry("visit.prepared", 0), an_entry("call.ended", 1)]) is None


def test_a_colleague_who_takes_over_is_in_the_same_call() -> None:
    told = [an_entry("call.joined", 1), an_entry("call.joined", 5)]
    assert endings.last_call(told) == Call(1, NOW + timedelta(minutes=1))
    told += [an_entry("call.ended", 9), an_entry("call.joined", 11)]
    assert endings.last_call(told[:3]) == Call(
        1, NOW + timedelta(minutes=1), NOW + timedelta(minutes=9)
    )
    assert endings.last_call(told) == Call(2, NOW + timedelta(minutes=11))
