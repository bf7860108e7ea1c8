"""The journal in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rvr_portal.domain.journal import Entry, Facts
from rvr_portal.web.officer import call_words, sending_words, words

ACTS = {
    "visit.prepared": "The visit was made",
    "visit.viewed": "The visit was looked at",
    "visit.taken": "The visit was taken on",
    "visit.revoked": "The visit’s link was withdrawn",
    "visit.closed": "The visit was closed",
    "visit.purged": "Everything personal was removed for good",
    "officer.sent_instead": "No video call: an officer goes in person",
    "officer.sent": "An officer is sent in person",
    "contact.agreed": "Safe contact was agreed again",
    "contact.overridden": "A supervisor set aside what was agreed",
    "visit.resumed": "She went on where she was",
    "link.issued": "A link was made",
    "link.redeemed": "The link was used",
    "link.repeated": "The same browser opened the link again",
    "link.refused": "Somebody tried the link, and it did not open",
    "link.expired": "The link ran out",
    "text.sent": "The text message was sent",
    "text.failed": "The text message could not be sent",
    "said.safe": "She said that it is safe to talk",
    "said.unsafe": "She said that it is not safe to talk now",
    "asked.later": "She asked to be tried later",
    "asked.officer": "She asked for an officer to come",
    "alert.raised": "The silent alert was raised",
    "alert.seen": "The alert was seen",
    "needs.told": "She said how she wants to talk",
    "needs.changing": "She went back to her choices",
    "checks.reported": "Her phone was checked",
    "checks.again": "She went back to the checks",
    "waiting.began": "She came into the waiting room",
    "waiting.again": "She came back into the waiting room",
    "call.joined": "The call was joined",
    "call.external": "She was given the address of a call in another system",
    "call.ended": "The call ended",
    "call.figures": "The call was measured",
    "guest.invited": "A link for a third person was made",
    "guest.arrived": "A third person opened their link",
    "guest.let_in": "A third person was let into the call",
    "guest.left": "A third person left",
    "guest.removed": "A third person was sent away",
    "guest.refused": "Somebody tried a third person’s link, and it did not open",
    "chat.said": "A message was written",
    "advice.chosen": "The advice was chosen",
    "left.quickly": "She left quickly",
    "page.hidden": "She hid the page",
    "page.shown": "She came back to the page",
    "page.background": "Her page went into the background",
    "page.closed": "Her page was closed",
    "page.here": "Her page was in front of her again",
    "page.phone_call": "A telephone call came in on her phone",
    "page.battery_low": "Her battery was nearly empty",
    "page.refused": "Her phone refused the camera or the microphone",
    "connection.lost": "The connection was lost",
    "connection.back": "The connection was back",
    "sign_in.done": "Signed in",
    "sign_in.refused": "A sign-in was refused",
    "sign_out": "Signed out",
    "officer.added": "An account was added",
    "officer.changed": "An account was changed",
}

_ACTORS = {
    "victim": "she",
    "guest": "the third person",
    "officer": "officer",
    "system": "the portal",
    "unknown": "somebody",
    "practice": "the portal",
}

_OF_GUESTS = ("invited", "arrived", "let_in", "left", "removed")

# Which fact of an act is worth reading, and the words for its codes.
_TOLD: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "contact.agreed": ("text", sending_words.AGREED),
    "contact.overridden": ("why", sending_words.OVERRIDES),
    "link.issued": ("channel", words.CHANNELS),
    "link.refused": ("why", words.LINK_REFUSED),
    "guest.refused": ("why", words.LINK_REFUSED),
    **{f"guest.{act}": ("role", call_words.GUESTS) for act in _OF_GUESTS},
    "officer.sent": ("why", words.REASONS),
    "officer.sent_instead": ("reasons", words.REASONS),
    "checks.reported": ("answer", words.ANSWERS),
    "waiting.began": ("media", words.MEDIA),
    "officer.added": ("role", words.ROLES),
    "call.external": ("host", {}),
    "alert.raised": ("by", words.ALERTS),
    "connection.lost": ("why", call_words.ENDINGS),
    "call.ended": ("reason", call_words.ENDINGS),
}


@dataclass(frozen=True)
class Line:
    """One line of the story."""

    at: datetime
    what: str
    detail: str
    who: str


def told(entries: Iterable[Entry], names: Mapping[str, str]) -> list[Line]:
    """The entries in words; `names` are the officers' by id."""
    return [
        Line(
            at=it.at,
            what=ACTS.get(it.act, it.act),
            detail=_detail(it.act, it.facts, names),
            who=names.get(it.actor, _ACTORS.get(it.actor, it.actor)),
        )
        for it in entries
    ]


def _detail(act: str, facts: Facts, names: Mapping[str, str]) -> str:
    account = facts.get("officer")
    if isinstance(account, str):
        return names.get(account, account)
    if act == "call.figures":
        return _measured(facts)
    name, table = _TOLD.get(act, ("", {}))
    told = str(facts.get(name) or "")
    codes = [told] if told in table else told.split()
    return " ".join(table.get(code, code) for code in codes)


def _measured(facts: Facts) -> str:
    told = [
        f"{round(int(facts.get('seconds') or 0) / 60)} min",
        f"{facts.get('loss_percent')} % lost",
        f"{facts.get('concealed_percent')} % of the sound made up",
        f"{facts.get('step_downs')} steps down",
        f"{facts.get('recoveries')} times back after a gap",
    ]
    return ", ".join(told)
