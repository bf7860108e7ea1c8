"""What a victim may read of a contact or topic, in her language; nothing here is a draft mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from rvr_portal.domain.advice import Topic
from rvr_portal.domain.support import Contact, Hours, Phone, Sms
from rvr_portal.domain.words import Text, Words

T = TypeVar("T")
_FREE_TO_USE = ("phone", "sms", "webchat", "website")
_BEHIND = {
    "phone": "phone",
    "sms": "sms",
    "webchat": "webchat",
    "web": "website",
    "email": "email",
    "video": "bsl_relay",
    "bsl": "bsl_relay",
}


@dataclass(frozen=True)
class ShownContact:
    """A contact without what is unchecked; a false flag means "not known": print nothing."""

    id: str
    name: Text
    what: Text | None
    phone: Phone | None
    phone_how: Text | None
    sms: Sms | None
    sms_how: Text | None
    webchat: bool
    bsl_relay: Text | None
    email: str | None
    website: str | None
    hours: tuple[Hours, ...]
    staff_languages: tuple[str, ...]
    interpreters: bool
    free: bool
    hidden_from_bill: bool
    facts: tuple[Text, ...]

    @property
    def reachable(self) -> bool:
        """Whether there is any number or address to use."""
        return any((self.phone, self.sms, self.email, self.website))

    def hours_of(self, means: str) -> Hours | None:
        """When this means of contact is answered, if that is known."""
        return next((hours for hours in self.hours if hours.means == means), None)


@dataclass(frozen=True)
class ShownTopic:
    """A topic without the points that nobody has checked."""

    id: str
    title: Text
    points: tuple[Text, ...]


@dataclass(frozen=True)
class Aftercare:
    """The page after the call: what everybody gets, and what the officer chose."""

    always_topics: tuple[ShownTopic, ...]
    topics: tuple[ShownTopic, ...]
    always_contacts: tuple[ShownContact, ...]
    contacts: tuple[ShownContact, ...]


def shown_contact(contact: Contact, lang: str) -> ShownContact | None:
    """What a victim may see of this contact, or None where it must stay hidden."""
    if contact.unverified:
        return None

    def known(field: str, value: T | None) -> T | None:
        return value if contact.may_show(field) else None

    phone = known("phone", contact.phone)
    sms = known("sms", contact.sms)
    return ShownContact(
        id=contact.id,
        name=contact.name.text(lang),
        what=_text(known("what", contact.what), lang),
        phone=phone,
        phone_how=_text(phone.how if phone else None, lang),
        sms=sms,
        sms_how=_text(sms.how if sms else None, lang),
        webchat=known("webchat", contact.webchat) is True,
        bsl_relay=_text(known("bsl_relay", contact.bsl_relay), lang),
        email=known("email", contact.email),
        website=known("website", contact.website),
        hours=known("hours", _hours(contact)) or (),
        staff_languages=known("languages", contact.staff_languages) or (),
        interpreters=known("languages", contact.interpreters) is True,
        free=known("free", contact.free) is True and _free_to_use(contact),
        hidden_from_bill=known("hidden_from_bill", contact.hidden_from_bill) is True,
        facts=tuple(fact.text(lang) for fact in known("facts", contact.facts) or ()),
    )


def shown_topic(topic: Topic, lang: str, variant: str | None = None) -> ShownTopic:
    """What a victim may read of this topic."""
    points = tuple(point.text(lang) for point in topic.shown_points(variant))
    return ShownTopic(id=topic.id, title=topic.title.text(lang), points=points)


def _hours(contact: Contact) -> tuple[Hours, ...]:
    # Hours of a number that she cannot see would only puzzle her.
    return tuple(one for one in contact.hours if _usable(contact, _BEHIND[one.means]))


def _free_to_use(contact: Contact) -> bool:
    # "Free" beside nothing that she could call or open would be a riddle.
    return any(_usable(contact, field) for field in _FREE_TO_USE)


def _usable(contact: Contact, field: str) -> bool:
    return contact.may_show(field) and bool(getattr(contact, field))


def _text(words: Words | None, lang: str) -> Text | None:
    return words.text(lang) if words else None
