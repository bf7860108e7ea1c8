"""A third person in the call: the officer makes the link, lets in, and sends away."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.domain.guest import Role
from rvr_portal.domain.needs import name_to_use
from rvr_portal.domain.visit import Event, State, Visit
from rvr_portal.services import board, guests
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.languages import offered
from rvr_portal.web.officer import call_words
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.context import digest
from rvr_portal.web.officer.guards import allowed, current_officer
from rvr_portal.web.render import portal, unchanged
from rvr_portal.web.signals import receive_signal

BRIDGE = "bridge"


def guests_shown(visit: Visit) -> dict[str, object]:
    """Everything that the live part needs: who was invited, and whether somebody may be."""
    found = guests.of_visit(portal(), visit)
    # The newest is the only one with whom anything can be done.
    newest = found[-1] if found else None
    free = newest is None or not newest.standing.present
    may_invite = free and visit.allows(Event.JOIN) and not visit.practice
    return {
        "guests": found,
        "newest": newest,
        "may_invite": may_invite,
        "may_let_in": visit.state is State.IN_CALL,
        "guests_seen": digest(found, may_invite, visit.state),
        "guest_languages": offered(),
    }


@officer.get("/visits/<visit_id>/guests")
@allowed(Permission.JOIN)
def guests_live(visit_id: str) -> ResponseReturnValue:
    """The live part of the call page, or 204."""
    visit = board.card(portal(), visit_id).visit
    shown = guests_shown(visit)
    if request.args.get("seen") == shown["guests_seen"]:
        return unchanged()
    return render_template("officer/_guests.html", visit=visit, call_words=call_words, **shown)


@officer.post("/visits/<visit_id>/guests")
@allowed(Permission.JOIN)
def invite_guest(visit_id: str) -> ResponseReturnValue:
    """A guest's link, shown this once; it stands apart, so that nothing that is live takes it away."""
    name = name_to_use(request.form.get("name", ""))
    role, language = request.form.get("role", ""), request.form.get("language", "")
    invitation = None
    if name and role in set(Role):
        language = language if language in {it.code for it in offered()} else "en"
        invitation = guests.invite(
            portal(), visit_id, Role(role), name, language, by=current_officer().id
        )
    template = "officer/_guest_link.html" if wants_fragment() else "officer/guest_link.html"
    page = render_template(template, visit_id=visit_id, invitation=invitation)
    return page, 200 if invitation else 422


@officer.post("/visits/<visit_id>/guests/admission")
@allowed(Permission.JOIN)
def let_guest_in(visit_id: str) -> ResponseReturnValue:
    """The officer lets the one who waits into the call."""
    guests.let_in(portal(), visit_id, by=current_officer().id)
    return _done(visit_id)


@officer.post("/visits/<visit_id>/guests/removal")
@allowed(Permission.JOIN)
def remove_guest(visit_id: str) -> ResponseReturnValue:
    """The officer stops a guest's link, or sends the guest away."""
    guests.remove(portal(), visit_id, by=current_officer().id)
    return _done(visit_id)


@officer.post("/visits/<visit_id>/guests/signals")
@allowed(Permission.JOIN)
def guest_signals(visit_id: str) -> ResponseReturnValue:
    """One signal to the guest's page."""
    return receive_signal(board.card(portal(), visit_id).visit, BRIDGE)


def _done(visit_id: str) -> ResponseReturnValue:
    # The nudge brings the change; a call that is on goes on.
    if wants_fragment():
        return unchanged()
    return redirect(url_for(".call", visit_id=visit_id), 303)
