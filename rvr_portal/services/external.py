"""The call in a provider's page: the officer hands over its join address, which is kept sealed."""

from __future__ import annotations

from dataclasses import replace

from rvr_portal.domain import endings
from rvr_portal.domain.account import Officer
from rvr_portal.domain.errors import AddressRefused, NotAllowed
from rvr_portal.domain.external import checked, elsewhere
from rvr_portal.domain.visit import Event, State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services.private import read, with_private


def give(portal: Portal, visit_id: str, told: str, officer: Officer) -> Visit:
    """The call begins, or goes on at another address; AddressRefused or NotAllowed change nothing.

    The journal names the host as the force lists it: a room's own name can be as secret as a token.
    """
    now = portal.now()
    with portal.store.transaction() as rows:
        before = rows.visits.get(visit_id)
        if not elsewhere(portal.providers, before) or not before.key:
            raise NotAllowed(before.state, Event.JOIN)
        address = checked(told, portal.providers)
        private = replace(read(portal, before), meeting=address.url)
        visit = replace(before.after(Event.JOIN, now), officer_id=officer.id)
        visit = with_private(portal, visit, private)
        rows.visits.save(visit)
        if before.state is not State.IN_CALL or before.officer_id != officer.id:
            rows.journal.add(visit_id, endings.JOINED, at=now, actor=officer.id)
        facts = {"host": address.rule, "provider": address.provider}
        rows.journal.add(visit_id, "call.external", at=now, actor=officer.id, facts=facts)
    portal.bus.nudge(visit_id)
    return visit


def meeting(portal: Portal, visit: Visit) -> str:
    """The join address while the call is on, or ""; one that the force no longer lists is none."""
    told = read(portal, visit).meeting if visit.state is State.IN_CALL else ""
    try:
        return checked(told, portal.providers).url if told else ""
    except AddressRefused:
        return ""
