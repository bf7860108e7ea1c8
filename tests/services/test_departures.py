"""Coming with nothing in one's hands, and leaving from wherever the visit has got to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rvr_portal.domain import link as links
from rvr_portal.domain.errors import LinkRefused, VisitOver
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, board
from tests import cast


def test_without_a_key_there_is_no_visit(portal: Portal) -> None:
    for key in (None, "", "never seen"):
        with pytest.raises(VisitOver):
            arrivals.current(portal, key)


def test_a_link_that_we_signed_but_never_stored_is_unknown(portal: Portal) -> None:
    token = links.sign(links.new_id(), portal.now() + timedelta(hours=1), portal.keys)
    for act in (arrivals.look, arrivals.redeem):
        with pytest.raises(LinkRefused) as error:
            act(portal, token, cast.BROWSER)
        assert (error.value.reason, error.value.visit_id) == ("unknown", None)


@pytest.mark.parametrize(
    ("state", "stays"),
    [
        (State.OPENED, State.LEFT),
        (State.CHOOSING, State.LEFT),
        (State.CHECKING, State.LEFT),
        (State.WAITING, State.LEFT),
        (State.IN_CALL, State.LEFT),
        (State.AFTER, State.AFTER),
        (State.UNSAFE, State.UNSAFE),
        (State.LATER, State.LATER),
        (State.IN_PERSON, State.IN_PERSON),
    ],
)
def test_leaving_ends_everything_and_forgets_no_cry_for_help(
    portal: Portal, state: State, stays: State
) -> None:
    arrival = cast.a_visit(portal, state)
    before = board.card(portal, arrival.visit.id).visit
    arrivals.leave(portal, arrival.key)
    left = board.card(portal, arrival.visit.id).visit
    assert (left.state, left.left_at, left.alert_at) == (stays, portal.now(), before.alert_at)
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)
    last = board.timeline(portal, arrival.visit.id)[-1]
    assert (last.act, last.facts) == ("left.quickly", {"from": str(state)})


def test_leaving_works_even_from_a_state_that_nothing_leads_to(portal: Portal) -> None:
    arrival = cast.an_arrival(portal)
    with portal.store.transaction() as rows:
        visit = rows.visits.get(arrival.visit.id)
        rows.visits.save(visit.changed(portal.now(), state=State.EXPIRED))
    arrivals.leave(portal, arrival.key)
    with pytest.raises(VisitOver):
        arrivals.current(portal, arrival.key)
    assert board.card(portal, visit.id).visit.state is State.EXPIRED
