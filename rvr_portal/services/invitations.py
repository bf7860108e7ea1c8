"""What a call handler does: make a visit, send its link, withdraw it, send an officer instead."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from rvr_portal.domain import link as links
from rvr_portal.domain.check_word import new_check_word
from rvr_portal.domain.contact import SafeContact
from rvr_portal.domain.eligibility import Eligibility
from rvr_portal.domain.errors import NotAllowed
from rvr_portal.domain.journal import Facts
from rvr_portal.domain.visit import Event, State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import endings
from rvr_portal.services.private import Private, read, sealed, with_private

SYSTEM = "system"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True)
class Invitation:
    """A fresh link: its address is shown once and never stored."""

    visit: Visit
    url: str
    expires_at: datetime


def prepare(
    portal: Portal,
    private: Private,
    *,
    by: str,
    gate: Eligibility | None = None,
    language: str = "en",
    practice: bool = False,
) -> Visit:
    """A new visit; where the gate says no, an officer goes in person and no link can be made."""
    now = portal.now()
    visit = _new(portal, private, now, language=language, practice=practice)
    reasons = gate.reasons if gate else ()
    with portal.store.transaction() as rows:
        rows.visits.add(visit)
        facts: Facts = {"language": language, "practice": practice}
        rows.journal.add(visit.id, "visit.prepared", at=now, actor=by, facts=facts)
        if reasons:
            visit = visit.after(Event.DECLINE, now)
            rows.visits.save(visit)
            rows.journal.add(
                visit.id,
                "officer.sent_instead",
                at=now,
                actor=by,
                facts={"reasons": " ".join(reasons)},
            )
    portal.bus.nudge(visit.id)
    return visit


def agree(portal: Portal, visit_id: str, contact: SafeContact, *, by: str) -> Visit:
    """Safe contact as agreed anew; the check word that she knows stays where no other is given."""
    now = portal.now()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id)
        if not visit.key or not visit.allows(Event.ISSUE):
            raise NotAllowed(visit.state, "agree")
        known = read(portal, visit)
        contact = replace(contact, check_word=contact.check_word or known.contact.check_word)
        visit = with_private(portal, visit.changed(now), replace(known, contact=contact))
        rows.visits.save(visit)
        facts: Facts = {
            "text": "safe" if contact.text_is_safe else "not_safe",
            "ring": contact.ring_is_safe,
            "voicemail": contact.voicemail_is_safe,
        }
        rows.journal.add(visit_id, "contact.agreed", at=now, actor=by, facts=facts)
    portal.bus.nudge(visit_id)
    return visit


def issue(portal: Portal, visit_id: str, *, by: str, channel: str) -> Invitation:
    """A fresh link; every older one of the visit stops, and so does the browser that it was bound to."""
    now = portal.now()
    link_id, expires_at = links.new_id(), now + portal.times.link
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id)
        resent = visit.state is not State.PREPARED
        visit = replace(visit.after(Event.ISSUE, now), left_at=None, lost_at=None)
        rows.visits.save(visit)
        rows.links.end_all(visit_id, now, why="revoked")
        rows.sessions.unbind_all(visit_id, now)
        rows.links.add(links.Link(links.hashed(link_id), visit_id, now, expires_at))
        rows.journal.add(
            visit_id, "link.issued", at=now, actor=by, facts={"channel": channel, "resent": resent}
        )
    portal.bus.nudge(visit_id)
    token = links.sign(link_id, expires_at, portal.keys)
    return Invitation(visit, f"{portal.public_url}/j/{token}", expires_at)


def revoke(portal: Portal, visit_id: str, *, by: str) -> Visit:
    """Stop the link now, wherever the visit has got to."""
    return _end(portal, visit_id, Event.REVOKE, "visit.revoked", by)


def send_officer(portal: Portal, visit_id: str, *, by: str, why: str) -> Visit:
    """Record that an officer goes in person; her page says so."""
    now = portal.now()
    with portal.store.transaction() as rows:
        before = rows.visits.get(visit_id)
        visit = before.after(Event.SEND_OFFICER, now)
        rows.visits.save(visit)
        endings.note(portal, rows, before, Event.SEND_OFFICER, by=by, at=now)
        rows.journal.add(visit_id, "officer.sent", at=now, actor=by, facts={"why": why})
    portal.bus.nudge(visit_id)
    return visit


def expire_overdue(portal: Portal) -> None:
    """Unused links whose time is over: the officer sees it, the visit says so."""
    with portal.store.reading() as rows:
        overdue = {link.visit_id for link in rows.links.overdue(portal.now())}
    for visit_id in overdue:
        _end(portal, visit_id, Event.EXPIRE, "link.expired", SYSTEM)


def _new(
    portal: Portal, private: Private, now: datetime, *, language: str, practice: bool
) -> Visit:
    visit_id = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    key = portal.vault.new_key()
    contact = private.contact
    contact = replace(contact, check_word=contact.check_word or new_check_word())
    return Visit(
        id=visit_id,
        created_at=now,
        changed_at=now,
        practice=practice,
        language=language,
        key=key,
        private=sealed(portal, visit_id, key, replace(private, contact=contact)),
    )


def _end(portal: Portal, visit_id: str, event: Event, act: str, by: str) -> Visit:
    now = portal.now()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id)
        rows.links.end_all(visit_id, now, why="revoked")
        if event is Event.EXPIRE and not visit.allows(event):
            return visit
        before, visit = visit, visit.after(event, now)
        rows.visits.save(visit)
        rows.sessions.unbind_all(visit_id, now)
        endings.note(portal, rows, before, event, by=by, at=now)
        rows.journal.add(visit_id, act, at=now, actor=by)
    portal.bus.nudge(visit_id)
    return visit
