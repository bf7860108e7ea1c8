"""Puts the files of one force together: the shared ones first, then what the force says instead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rvr_portal import i18n
from rvr_portal.adapters.content.files import Files
from rvr_portal.adapters.content.films import films
from rvr_portal.adapters.content.force import force, sign_offs
from rvr_portal.adapters.content.harmless import harmless
from rvr_portal.adapters.content.phrases import phrases
from rvr_portal.adapters.content.reading import read
from rvr_portal.adapters.content.table import Table
from rvr_portal.adapters.content.vocabulary import Vocabulary
from rvr_portal.domain.advice import Topic
from rvr_portal.domain.content import Content
from rvr_portal.domain.force import Force
from rvr_portal.domain.languages import Languages
from rvr_portal.domain.support import Contact
from rvr_portal.domain.visit import Step

Contacts = dict[str, Contact]
Topics = dict[str, Topic]


def load(root: Path, force_id: str, languages: Languages, vocabulary: Vocabulary) -> Content:
    """The content of one force."""
    own = f"forces/{force_id}"
    table = read(root / own / "force.toml", root)
    show_drafts = table.need("show_drafts", bool)
    files = Files(root, vocabulary, show_drafts=show_drafts)
    table.source.drafts = show_drafts
    contacts = files.contacts("contacts") | files.contacts(f"{own}/contacts")
    topics = files.topics("advice", contacts) | files.topics(f"{own}/advice", contacts)
    made = force(force_id, table, vocabulary, contacts, topics, show_drafts=show_drafts)
    contacts, topics = _signed_off(root / own / "signed_off.toml", root, contacts, topics)
    content = Content(
        force=made,
        languages=languages,
        harmless=harmless(files.instead("harmless.toml", own)),
        phrases=phrases(files.instead("phrases.toml", own)),
        contacts=_local_first(contacts, made),
        topics=_in_groups(topics, vocabulary),
        tags=vocabulary.tags,
        groups=vocabulary.groups,
        reviews=vocabulary.reviews,
        films=films(root / own / "films", root, [step.value for step in Step]),
        unreviewed=tuple(one.code for one in i18n.languages().values() if one.draft),
    )
    _check_always_shown(content, table)
    return content


def _signed_off(
    path: Path, root: Path, contacts: Contacts, topics: Topics
) -> tuple[Contacts, Topics]:
    """The entries with the force's sign-offs; without that file nothing is signed off."""
    if not path.is_file():
        return contacts, topics
    table = read(path, root)
    for one, sign_off in sign_offs(table, "contact", contacts).items():
        contacts[one] = replace(contacts[one], signed_off=sign_off)
    for one, sign_off in sign_offs(table, "topic", topics).items():
        topics[one] = replace(topics[one], signed_off=sign_off)
    table.done()
    return contacts, topics


def _check_always_shown(content: Content, table: Table) -> None:
    """What everybody gets, 999 first of all, may not be missing silently from the page."""
    for one in content.force.always_contacts:
        if refusal := content.contact_refusal(one):
            raise table.error(
                f'always shown, but "{one}" is {refusal}', "always_contacts", value=one
            )
    for one in content.force.always_topics:
        if refusal := content.topic_refusal(one, phone_is_private=False):
            raise table.error(f'always shown, but "{one}" is {refusal}', "always_topics", value=one)


def _local_first(contacts: Contacts, made: Force) -> Contacts:
    first = made.suggested_contacts

    def distance(contact: Contact) -> tuple[int, int]:
        places = [made.areas.index(area) for area in contact.areas if area in made.areas]
        place = min(places, default=len(made.areas))
        return place, first.index(contact.id) if contact.id in first else len(first)

    return {one.id: one for one in sorted(contacts.values(), key=distance)}


def _in_groups(topics: Topics, vocabulary: Vocabulary) -> Topics:
    order = list(vocabulary.groups)
    return {one.id: one for one in sorted(topics.values(), key=lambda one: order.index(one.group))}
