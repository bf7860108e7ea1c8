"""Everything that a force can show: lookups, what may be chosen, and the page that comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rvr_portal.domain.advice import AdvicePack, NotOffered, Refusal, Topic
from rvr_portal.domain.errors import ChatMalformed
from rvr_portal.domain.force import Force
from rvr_portal.domain.harmless import Harmless
from rvr_portal.domain.languages import Languages
from rvr_portal.domain.shown import Aftercare, ShownContact, ShownTopic, shown_contact, shown_topic
from rvr_portal.domain.support import Contact
from rvr_portal.domain.words import Words


@dataclass(frozen=True)
class Drafts:
    """What nobody has signed off: ids of contacts and topics, and machine-made translations."""

    contacts: tuple[str, ...]
    topics: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Film:
    """A step in British Sign Language: an MP4 file, and its captions as WebVTT."""

    file: Path
    captions: Path


@dataclass(frozen=True)
class Content:
    """One force's content. Contacts stand local first, topics in the order of their groups."""

    force: Force
    languages: Languages
    harmless: Harmless
    contacts: Mapping[str, Contact]
    topics: Mapping[str, Topic]
    tags: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    reviews: Mapping[str, str] = field(default_factory=dict)
    unreviewed: tuple[str, ...] = ()
    films: Mapping[str, Film] = field(default_factory=dict)
    phrases: tuple[Words, ...] = ()

    def contact_refusal(self, contact_id: str) -> Refusal | None:
        """Why this contact cannot be shown, or None."""
        contact = self.contacts.get(contact_id)
        if contact is None:
            return Refusal.UNKNOWN
        if contact.draft and not self.force.show_drafts:
            return Refusal.NOT_SIGNED_OFF
        return Refusal.UNVERIFIED if contact.unverified else None

    def topic_refusal(self, topic_id: str, *, phone_is_private: bool) -> Refusal | None:
        """Why this topic cannot be shown, or None."""
        topic = self.topics.get(topic_id)
        if topic is None:
            return Refusal.UNKNOWN
        if topic.draft and not self.force.show_drafts:
            return Refusal.NOT_SIGNED_OFF
        return topic.refusal(variant=self._variant(topic), phone_is_private=phone_is_private)

    def suggestions(self, topic_ids: Iterable[str]) -> tuple[str, ...]:
        """Contacts to propose: the force's own, then those that the chosen topics name."""
        chosen = [self.topics[one] for one in topic_ids if one in self.topics]
        named = [*self.force.suggested_contacts, *(c for topic in chosen for c in topic.contacts)]
        return tuple(
            contact_id
            for contact_id in dict.fromkeys(named)
            if contact_id not in self.force.always_contacts
            and self.contact_refusal(contact_id) is None
            # She must not be made to feel that changing the other person is her task.
            and not self.contacts[contact_id].for_perpetrators
        )

    def pack(
        self, topics: Iterable[str], contacts: Iterable[str], *, phone_is_private: bool
    ) -> AdvicePack:
        """The officer's choice, or NotOffered for the first entry that may not be chosen."""
        chosen = AdvicePack(tuple(dict.fromkeys(topics)), tuple(dict.fromkeys(contacts)))
        for topic_id in chosen.topics:
            refusal = self.topic_refusal(topic_id, phone_is_private=phone_is_private)
            if refusal:
                raise NotOffered(topic_id, refusal)
        for contact_id in chosen.contacts:
            refusal = self.contact_refusal(contact_id)
            if refusal:
                raise NotOffered(contact_id, refusal)
        return chosen

    def aftercare(self, pack: AdvicePack, lang: str) -> Aftercare:
        """What she reads after the call; an entry that has gone since is left out, not an error."""
        always, first = self.force.always_topics, self.force.always_contacts
        return Aftercare(
            always_topics=self._topics(always, lang),
            topics=self._topics((one for one in pack.topics if one not in always), lang),
            always_contacts=self._contacts(first, lang),
            contacts=self._contacts((one for one in pack.contacts if one not in first), lang),
        )

    def phrase(self, english: str, lang: str) -> str:
        """A ready sentence in her language, by what it is in English; ChatMalformed where there is no such one."""
        for phrase in self.phrases:
            if str(phrase) == english:
                return str(phrase.text(lang))
        raise ChatMalformed("phrase")

    def drafts(self) -> Drafts:
        """What nobody has signed off yet."""
        return Drafts(
            contacts=tuple(one.id for one in self.contacts.values() if one.draft),
            topics=tuple(one.id for one in self.topics.values() if one.draft),
            languages=self.unreviewed,
        )

    def due(self, today: date) -> tuple[str, ...]:
        """Entries whose check is more than six months old."""
        entries: list[Contact | Topic] = [*self.contacts.values(), *self.topics.values()]
        return tuple(one.id for one in entries if one.signed_off and one.signed_off.due(today))

    def _contacts(self, ids: Iterable[str], lang: str) -> tuple[ShownContact, ...]:
        allowed = (self.contacts[one] for one in ids if self.contact_refusal(one) is None)
        return tuple(shown for one in allowed if (shown := shown_contact(one, lang)))

    def _topics(self, ids: Iterable[str], lang: str) -> tuple[ShownTopic, ...]:
        # Whether the phone is private was asked when the pack was made.
        allowed = (
            self.topics[one]
            for one in ids
            if self.topic_refusal(one, phone_is_private=True) is None
        )
        return tuple(shown_topic(one, lang, self._variant(one)) for one in allowed)

    def _variant(self, topic: Topic) -> str | None:
        return self.force.variants.get(topic.id)
