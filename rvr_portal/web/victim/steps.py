"""Each step's template and what it needs to be shown."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable, Mapping

from flask import Response, make_response, render_template, session
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.domain import fallback, quiet
from rvr_portal.domain.checks import from_mapping as readiness_of
from rvr_portal.domain.external import elsewhere
from rvr_portal.domain.needs import INTERPRETERS, MEDIA, from_mapping
from rvr_portal.domain.visit import Event, Step, Visit
from rvr_portal.services import (
    aftercare,
    arrivals,
    calls,
    conversation,
    external,
    guests,
    hiding,
    private,
)
from rvr_portal.web.cookies import MARK
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.languages import language
from rvr_portal.web.meeting import plan
from rvr_portal.web.render import done, portal, show, unchanged

Context = Mapping[str, object]
NO_LINK = "none"


def show_step(visit: Visit, *, seen: str | None = None) -> Response:
    """The step that the visit calls for; 204 where the page shows it already."""
    step = visit.step(portal().now())
    if seen == seen_mark(visit, step):
        return unchanged()
    if step is Step.ENDED:
        return show("victim/ended.html", "victim/_ended.html")
    if hiding.is_hidden(portal(), visit) and not wants_fragment():
        return _harmless(visit, step)
    return show("victim/visit.html", "victim/_step.html", **_context(visit, step))


def after_post(visit: Visit) -> BaseResponse:
    """The step after something that she did."""
    return done("/v", "victim/_step.html", **_context(visit, visit.step(portal().now())))


def seen_mark(visit: Visit, step: Step) -> str:
    """What a page shows, in short: the step, and what of the visit can change under it."""
    shown = {Step.AFTER: [visit.advice, visit.readable_until], Step.UNSAFE: visit.state}.get(step)
    return f"{step}-{_mark(shown)}" if shown else step


def waiting_status(visit: Visit, seen: str | None) -> Response:
    """The inside of the waiting room's status; 204 where nothing is new."""
    shown = _standing(visit)
    if seen == shown["status_seen"]:
        return unchanged()
    return make_response(render_template("victim/_waiting_status.html", visit=visit, **shown))


def _harmless(visit: Visit, step: Step) -> Response:
    """The page that she hides behind: a reload must not bring hers back."""
    after = calls.last_signal(portal(), visit, arrivals.VICTIM)
    return make_response(render_template("victim/harmless.html", step=step, after=after))


def link_shown(visit: Visit) -> Context:
    """The link to a provider's page, with the mark of it."""
    meeting = external.meeting(portal(), visit)
    return {"meeting": meeting, "mark": _mark(meeting) if meeting else NO_LINK}


def guest_shown(visit: Visit) -> Context:
    """What she is told of a third person in her call, with the mark of it."""
    found = guests.for_her(portal(), visit)
    told = (found.standing, found.name, found.role, found.was_in) if found else ()
    return {"guest": found, "guest_seen": _mark(told)}


def _mark(shown: object) -> str:
    """Shorter than the console's: on her line each byte counts."""
    return f"{zlib.crc32(repr(shown).encode()):x}"


def _context(visit: Visit, step: Step) -> dict[str, object]:
    seen = seen_mark(visit, step)
    of_step = _CONTEXTS[step](visit) if step in _CONTEXTS else {}
    after = calls.last_signal(portal(), visit, arrivals.VICTIM)
    return {"visit": visit, "step": step, "seen": seen, "after": after, **_quiet(visit), **of_step}


def _quiet(visit: Visit) -> Context:
    """The control for the silent alert, wherever one can be raised."""
    number = quiet.page_number(visit.id) if visit.allows(Event.ALERT) else None
    return {"page_number": number, "press": secrets.token_urlsafe(6)}


def _safety(visit: Visit) -> Context:
    return {"check_word": private.read(portal(), visit).contact.check_word}


def _needs(visit: Visit) -> Context:
    told = private.read(portal(), visit)
    return {
        "needs": from_mapping(visit.needs),
        "called": told.called,
        "may_ring": fallback.may_ring(told.contact, portal().now()),
        "interpreters": INTERPRETERS,
        "ways": MEDIA,
        "elsewhere": elsewhere(portal().providers, visit),
    }


def _checks(visit: Visit) -> Context:
    door = portal()
    return {
        "readiness": readiness_of(visit.readiness),
        "media": from_mapping(visit.needs).media,
        # A provider's page has its own way: ours would tell nothing of it.
        "ice": None
        if elsewhere(door.providers, visit)
        else calls.ice(door, visit, arrivals.VICTIM),
    }


def _waiting(visit: Visit) -> Context:
    return {**_standing(visit), "while_hidden": from_mapping(visit.needs).while_hidden}


def _standing(visit: Visit) -> Context:
    """What the waiting room says of how things stand, with the mark of it."""
    door = portal()
    told = {
        "officer": calls.colleague(door, visit),
        "officer_here": door.presence.is_here(visit.id, "officer", door.now()),
        "until": language().clock(arrivals.stays_until(door, session[MARK])),
        "media": from_mapping(visit.needs).media,
        "elsewhere": elsewhere(door.providers, visit),
    }
    return {**told, "status_seen": _mark(told)}


def _call(visit: Visit) -> Context:
    door = portal()
    needs, contact = from_mapping(visit.needs), private.read(door, visit).contact
    told = {
        "officer": calls.colleague(door, visit),
        "check_word": contact.check_word,
        "lines": conversation.lines(door, visit),
        "client_id": secrets.token_urlsafe(16),
    }
    if elsewhere(door.providers, visit):
        return {**told, "elsewhere": True, **link_shown(visit)}
    return {
        **told,
        "while_hidden": needs.while_hidden,
        "agreed": fallback.ladder(needs, contact, door.now())[-1],
        **plan(visit, arrivals.VICTIM),
        **guest_shown(visit),
    }


def _after(visit: Visit) -> Context:
    door = portal()
    return {
        "pack": aftercare.pack(door, visit, language().code),
        "reference": private.read(door, visit).reference,
        "officer": calls.colleague(door, visit),
    }


_CONTEXTS: Mapping[Step, Callable[[Visit], Context]] = {
    Step.SAFETY: _safety,
    Step.NEEDS: _needs,
    Step.CHECKS: _checks,
    Step.WAITING: _waiting,
    Step.CALL: _call,
    Step.AFTER: _after,
}
