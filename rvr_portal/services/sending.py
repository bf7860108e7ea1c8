"""How a link reaches her: only as was agreed with her, and again only once she has been asked again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rvr_portal.domain import sms
from rvr_portal.domain.contact import OVERRIDABLE, OVERRIDE_REASONS
from rvr_portal.domain.errors import (
    ContactRefused,
    ReportMalformed,
    SmsRefused,
    SmsUnavailable,
)
from rvr_portal.domain.journal import Entry, Facts
from rvr_portal.domain.visit import Visit
from rvr_portal.ports import Portal
from rvr_portal.services import invitations
from rvr_portal.services.invitations import Invitation
from rvr_portal.services.private import read, with_private
from rvr_portal.services.texts import text_of

# As long as a real token, so that the count of parts is right before the link exists.
_SAMPLE = f"{'x' * 16}.{'x' * 6}.{'x' * 22}"
_ASKED = frozenset({"visit.prepared", "contact.agreed"})
_GONE = frozenset({"left.quickly", "said.unsafe", "asked.later"})


@dataclass(frozen=True)
class Override:
    """A supervisor sets aside what was agreed: one of OVERRIDE_REASONS, and words that stay sealed."""

    why: str
    words: str = ""


def by_text(
    portal: Portal, visit_id: str, *, by: str, override: Override | None = None
) -> Invitation:
    """Issue a link and text it, where safe contact allows it: else ContactRefused, SmsRefused, SmsUnavailable.

    After a text that failed the link stays: the text may arrive after all, and the visit runs out with it.
    """
    visit = _may(portal, visit_id, by, override, text=True)
    contact = read(portal, visit).contact
    invitation = invitations.issue(portal, visit_id, by=by, channel="text")
    text = text_of(visit, contact.wording, invitation.url, invitation.expires_at)
    try:
        receipt = portal.sms.send(contact.number or "", text)
    except (SmsRefused, SmsUnavailable) as error:
        _note(portal, visit_id, "text.failed", by, {"why": error.code})
        raise
    _note(portal, visit_id, "text.sent", by, {"receipt": receipt})
    return invitation


def shown(
    portal: Portal, visit_id: str, *, by: str, override: Override | None = None
) -> Invitation:
    """Issue a link to be shown or read out, or ContactRefused where she must be asked again first."""
    _may(portal, visit_id, by, override, text=False)
    return invitations.issue(portal, visit_id, by=by, channel="shown")


def refusal(portal: Portal, visit: Visit, entries: Iterable[Entry], *, text: bool) -> str:
    """Why no link may go to her now, as a code, or ""."""
    if visit.practice:
        return "practice" if text else ""
    if must_ask_again(visit, entries):
        return "ask_again"
    if not text:
        return ""
    try:
        read(portal, visit).contact.allow_text(portal.now())
    except ContactRefused as refused:
        return refused.reason
    return "text_faulty" if faults(portal, visit) else ""


def must_ask_again(visit: Visit, entries: Iterable[Entry]) -> bool:
    """Whether she left, was lost or said that it is not safe, and nobody has agreed with her since."""
    for it in reversed(list(entries)):
        if it.act in _ASKED:
            return False
        if it.act in _GONE or (it.act == "connection.lost" and visit.lost_at):
            return True
    return False


def preview(portal: Portal, visit: Visit) -> str:
    """The text as it would go now; the link's own letters are made when it goes."""
    url = f"{portal.public_url}/j/{_SAMPLE}"
    wording = read(portal, visit).contact.wording
    return text_of(visit, wording, url, portal.now() + portal.times.link)


def faults(portal: Portal, visit: Visit) -> tuple[str, ...]:
    """What of the text, as it would go now, would give her away or break on the way."""
    content = portal.content
    force, language = content.force.name, content.languages.get(visit.language)
    return sms.faults(
        preview(portal, visit),
        names=(str(force), str(force.text(visit.language))),
        words=language.gives_away if language else (),
    )


def _may(portal: Portal, visit_id: str, by: str, override: Override | None, *, text: bool) -> Visit:
    with portal.store.reading() as rows:
        visit, entries = rows.visits.get(visit_id), rows.journal.entries(visit_id)
    reason = refusal(portal, visit, entries, text=text)
    if not reason:
        return visit
    if override is None or reason not in OVERRIDABLE:
        raise ContactRefused(reason)
    if text and not read(portal, visit).contact.number:
        raise ContactRefused("no_number")
    if override.why not in OVERRIDE_REASONS:
        raise ReportMalformed("why")
    return _overridden(portal, visit_id, by, override, reason)


def _overridden(portal: Portal, visit_id: str, by: str, override: Override, reason: str) -> Visit:
    now = portal.now()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id)
        private = replace(read(portal, visit), overridden=override.words[:500])
        visit = with_private(portal, visit.changed(now), private)
        rows.visits.save(visit)
        facts: Facts = {"refused": reason, "why": override.why}
        rows.journal.add(visit_id, "contact.overridden", at=now, actor=by, facts=facts)
    return visit


def _note(portal: Portal, visit_id: str, act: str, by: str, facts: Facts) -> None:
    with portal.store.transaction() as rows:
        rows.journal.add(visit_id, act, at=portal.now(), actor=by, facts=facts)
    portal.bus.nudge(visit_id)
