"""Who plays in the tests: a visit in a given state, an officer in a given role."""

from __future__ import annotations

import itertools
from datetime import timedelta

from rvr_portal.domain.account import Officer, Role
from rvr_portal.domain.contact import SafeContact
from rvr_portal.domain.needs import Needs
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import aftercare, arrivals, calls, invitations, journey, sign_in
from rvr_portal.services.private import Private

PASSWORD = "correct horse battery"
NUMBER = "+447700900123"
BROWSER = "the-browser-of-the-victim"
_NUMBERS = itertools.count(26)


def an_officer(
    portal: Portal, role: Role = Role.OFFICER, email: str = "sam@force.example"
) -> Officer:
    return sign_in.add_officer(
        portal, email, role, PASSWORD, by="test", name="Sam Hill", collar="1234"
    )


def a_private(portal: Portal, **contact: object) -> Private:
    agreed = {
        "number": NUMBER,
        "text_is_safe": True,
        "ring_is_safe": True,
        "safe_until": portal.now() + timedelta(hours=1),
        "key_word": "parcel",
        "check_word": "blue otter",
        **contact,
    }
    return Private(contact=SafeContact(**agreed), called="Jo", reference=f"GC-77/{next(_NUMBERS)}")  # type: ignore[arg-type]


def token_of(url: str) -> str:
    return url.rsplit("/", 1)[1]


def a_link(portal: Portal, **visit: object) -> tuple[Visit, str]:
    """A visit that waits for its link to be opened, and the link's token."""
    prepared = invitations.prepare(portal, a_private(portal), by="test", **visit)  # type: ignore[arg-type]
    invitation = invitations.issue(portal, prepared.id, by="test", channel="shown")
    return invitation.visit, token_of(invitation.url)


def an_arrival(portal: Portal, **visit: object) -> arrivals.Arrival:
    """A visit whose link has been opened."""
    _, token = a_link(portal, **visit)
    return arrivals.redeem(portal, token, BROWSER)


def a_visit(portal: Portal, state: State, **visit: object) -> arrivals.Arrival:
    """A visit in the state asked for, brought there the way that people bring it there."""
    arrival = an_arrival(portal, **visit)
    at = arrival.visit
    for act in _WAYS[state]:
        at = act(portal, at, arrival.key)
    assert at.state is state
    return arrivals.Arrival(at, arrival.key)


def _join(portal: Portal, visit: Visit, key: str) -> Visit:
    return calls.join(portal, visit.id, an_officer(portal, email=f"{visit.id}@force.example"))


def _left(portal: Portal, visit: Visit, key: str) -> Visit:
    arrivals.leave(portal, key)
    with portal.store.reading() as rows:
        return rows.visits.get(visit.id)


def _safe(portal: Portal, visit: Visit, key: str) -> Visit:
    return journey.safe(portal, visit)


def _needs(portal: Portal, visit: Visit, key: str) -> Visit:
    return journey.tell_needs(portal, visit, Needs(), "Jo")


def _checks(portal: Portal, visit: Visit, key: str) -> Visit:
    return journey.finish_checks(portal, visit, "video")


def _hang_up(portal: Portal, visit: Visit, key: str) -> Visit:
    return calls.hang_up(portal, visit.id, by="victim")


def _unsafe(portal: Portal, visit: Visit, key: str) -> Visit:
    return journey.unsafe(portal, visit)


def _later(portal: Portal, visit: Visit, key: str) -> Visit:
    return journey.later(portal, visit, "after six")


def _in_person(portal: Portal, visit: Visit, key: str) -> Visit:
    return journey.officer_instead(portal, visit, "the back door")


def _closed(portal: Portal, visit: Visit, key: str) -> Visit:
    return aftercare.close(portal, visit.id, by="test")


def _revoked(portal: Portal, visit: Visit, key: str) -> Visit:
    return invitations.revoke(portal, visit.id, by="test")


_TO_CALL = (_safe, _needs, _checks, _join)
_WAYS = {
    State.OPENED: (),
    State.CHOOSING: _TO_CALL[:1],
    State.CHECKING: _TO_CALL[:2],
    State.WAITING: _TO_CALL[:3],
    State.IN_CALL: _TO_CALL,
    State.AFTER: (*_TO_CALL, _hang_up),
    State.CLOSED: (*_TO_CALL, _hang_up, _closed),
    State.UNSAFE: (_unsafe,),
    State.LATER: (_unsafe, _later),
    State.IN_PERSON: (_unsafe, _in_person),
    State.LEFT: (_left,),
    State.REVOKED: (_revoked,),
}
