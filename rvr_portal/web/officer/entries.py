"""Contacts and topics as the console shows them: with provenance, and what may be chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rvr_portal.domain.advice import AdvicePack, Refusal, Topic
from rvr_portal.domain.support import Contact
from rvr_portal.domain.visit import Visit
from rvr_portal.services import aftercare
from rvr_portal.web.languages import language, read_in
from rvr_portal.web.officer.languages import note
from rvr_portal.web.render import portal


@dataclass(frozen=True)
class Choice:
    """What one tick box needs; `entry` is a topic or a contact."""

    entry: Topic | Contact
    refusal: Refusal | None
    always: bool
    suggested: bool
    chosen: bool


def picker(visit: Visit, wanted: AdvicePack | None = None) -> Mapping[str, object]:
    """Everything that the advice picker shows; `wanted` is a choice that could not be kept."""
    content, force = portal().content, portal().content.force
    # The preview is in her language, whatever the officer's browser asks for.
    read_in(visit.language)
    pack = wanted or aftercare.chosen(visit)
    suggested = content.suggestions(pack.topics or force.suggested_topics)
    return {
        "topic_groups": groups(pack.topics, force.suggested_topics),
        "contact_choices": contacts(pack.contacts, suggested),
        "private_phone": any(
            content.topics[one].needs_safe_device for one in pack.topics if one in content.topics
        ),
        "readable": visit.advice is None or visit.readable_until is not None,
        "pack": aftercare.pack(portal(), visit, language().code),
        "pack_language_note": note(visit.language),
    }


def groups(chosen: Collection[str], suggested: Collection[str]) -> Mapping[str, Sequence[Choice]]:
    """Topics by the name of their group, in the order of the content."""
    content = portal().content
    found: dict[str, list[Choice]] = {name: [] for name in content.groups.values()}
    for topic in content.topics.values():
        choice = Choice(
            entry=topic,
            refusal=content.topic_refusal(topic.id, phone_is_private=True),
            always=topic.id in content.force.always_topics,
            suggested=topic.id in suggested,
            chosen=topic.id in chosen,
        )
        found.setdefault(content.groups.get(topic.group, topic.group), []).append(choice)
    return {name: choices for name, choices in found.items() if choices}


def contacts(chosen: Collection[str], suggested: Collection[str]) -> Sequence[Choice]:
    """Contacts, those suggested first."""
    content = portal().content
    found = [
        Choice(
            entry=contact,
            refusal=content.contact_refusal(contact.id),
            always=contact.id in content.force.always_contacts,
            suggested=contact.id in suggested,
            chosen=contact.id in chosen,
        )
        for contact in content.contacts.values()
    ]
    return sorted(found, key=lambda choice: not (choice.suggested or choice.chosen))
