# ruff: noqa: E501 - the map is drawn one state a line
"""The life of a visit: the map is drawn again here, so that a change to the table is made twice, on purpose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.errors import NotAllowed
from rvr_portal.domain.visit import TRANSITIONS, Event, State, Step, Visit

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)

# Each row: the state, then what happens -> where it leads. What is not here is refused.
MAP = """
prepared   issue>sent decline>declined revoke>revoked send_officer>in_person
sent       issue>sent redeem>opened expire>expired revoke>revoked send_officer>in_person
opened     issue>sent say_safe>choosing say_unsafe>unsafe send_officer>in_person leave>left alert>opened give_sign>opened expire>expired revoke>revoked
choosing   issue>sent tell_needs>checking say_unsafe>unsafe send_officer>in_person leave>left alert>choosing give_sign>choosing expire>expired revoke>revoked
checking   issue>sent change_needs>choosing finish_checks>waiting say_unsafe>unsafe send_officer>in_person leave>left alert>checking give_sign>checking expire>expired revoke>revoked
waiting    issue>sent change_needs>choosing check_again>checking join>in_call say_unsafe>unsafe send_officer>in_person leave>left alert>waiting give_sign>waiting say_key_word>waiting expire>expired revoke>revoked
in_call    join>in_call hang_up>after say_unsafe>unsafe send_officer>in_person leave>left alert>in_call give_sign>in_call say_key_word>in_call expire>expired revoke>revoked
after      return>waiting close>closed say_unsafe>unsafe send_officer>in_person leave>after alert>after give_sign>after say_key_word>after
unsafe     issue>sent say_safe>choosing ask_later>later send_officer>in_person leave>unsafe alert>unsafe give_sign>unsafe close>closed
later      issue>sent say_safe>choosing send_officer>in_person leave>later alert>later give_sign>later close>closed revoke>revoked
in_person  leave>in_person alert>in_person give_sign>in_person close>closed
left       issue>sent send_officer>in_person close>closed revoke>revoked
expired    issue>sent send_officer>in_person close>closed
revoked    close>closed
declined   close>closed
closed     leave>closed
"""


def drawn() -> dict[tuple[State, Event], State]:
    found = {}
    for row in MAP.strip().splitlines():
        state, *ways = row.split()
        for way in ways:
            event, leads = way.split(">")
            found[State(state), Event(event)] = State(leads)
    return found


def a_visit(state: State = State.PREPARED) -> Visit:
    return Visit(id="abc", created_at=NOW, changed_at=NOW, state=state)


def test_the_table_is_the_map() -> None:
    assert dict(TRANSITIONS) == drawn()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", Event)
def test_every_pair_is_decided(state: State, event: Event) -> None:
    visit = a_visit(state)
    if visit.allows(event):
        after = visit.after(event, NOW)
        assert after.version == visit.version + 1
    else:
        with pytest.raises(NotAllowed):
            visit.after(event, NOW)


@given(st.lists(st.sampled_from(Event), max_size=40))
def test_no_sequence_of_events_reaches_an_undeclared_state(events: list[Event]) -> None:
    visit = a_visit()
    for event in events:
        if visit.allows(event):
            visit = visit.after(event, NOW)
        assert visit.state in State
        assert visit.step(NOW) in Step


@given(st.lists(st.sampled_from(Event), max_size=40))
def test_who_was_declined_never_gets_a_link(events: list[Event]) -> None:
    visit = a_visit().after(Event.DECLINE, NOW)
    for event in events:
        if visit.allows(event):
            visit = visit.after(event, NOW)
        assert visit.state in {State.DECLINED, State.CLOSED}


def test_every_state_can_be_reached() -> None:
    reached, before = {State.PREPARED}, set()
    while reached != before:
        before = set(reached)
        reached |= {leads for (state, _), leads in TRANSITIONS.items() if state in reached}
    assert reached == set(State)


@pytest.mark.parametrize("state", [s for s in State if s not in {State.PREPARED, State.SENT}])
def test_she_can_leave_or_there_is_nothing_to_leave(state: State) -> None:
    shown = a_visit(state).step(NOW) is not Step.ENDED
    assert a_visit(state).allows(Event.LEAVE) or not shown


def test_a_closed_visit_is_read_again_only_until_the_time_shown() -> None:
    visit = a_visit(State.CLOSED).changed(NOW, readable_until=NOW + timedelta(hours=1))
    assert visit.step(NOW) is Step.AFTER
    assert visit.step(NOW + timedelta(hours=1)) is Step.ENDED
