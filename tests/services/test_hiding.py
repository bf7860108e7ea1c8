"""She hides her page: the officer reads it, and nothing but her own return ends it."""

from __future__ import annotations

from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, board, hiding, invitations
from tests import cast


def acts(portal: Portal, visit_id: str) -> list[str]:
    return [entry.act for entry in board.timeline(portal, visit_id)]


def test_hiding_and_coming_back_stand_in_the_journal_once_each(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.IN_CALL).visit
    for turn, hidden in ((hiding.hide, True), (hiding.show, False)):
        visit = turn(portal, visit)
        assert turn(portal, visit) == visit
        assert hiding.is_hidden(portal, visit) is hidden
        assert visit.state is State.IN_CALL
    assert acts(portal, visit.id)[-2:] == ["page.hidden", "page.shown"]


def test_hiding_leaves_what_else_is_known_as_it_was(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    before = board.card(portal, visit.id).private
    hiding.hide(portal, visit)
    hiding.show(portal, visit)
    assert board.card(portal, visit.id).private == before


def test_a_fresh_link_opens_her_own_page(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    hiding.hide(portal, visit)
    invitation = invitations.issue(portal, visit.id, by="test", channel="shown")
    arrival = arrivals.redeem(portal, cast.token_of(invitation.url), "another browser")
    assert not hiding.is_hidden(portal, arrival.visit)
