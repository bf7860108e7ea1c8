"""Support contacts from their files."""

from __future__ import annotations

from rvr_portal.adapters.content import reach
from rvr_portal.adapters.content.reading import ID
from rvr_portal.adapters.content.table import Table
from rvr_portal.adapters.content.vocabulary import Vocabulary
from rvr_portal.domain.support import Confidence, Contact

# What `to_verify` may name: every fact that an officer or a victim relies on.
FIELDS = frozenset(
    ("name", "what", "who_for", "areas", "phone", "free", "hidden_from_bill", "sms", "webchat")
    + ("bsl_relay", "email", "website", "hours", "languages", "facts")
)


def contacts(table: Table, vocabulary: Vocabulary) -> list[tuple[Contact, Table]]:
    """Every contact of one file with the table that it came from, for later errors."""
    found = []
    for contact_id, one in table.subtables("contact"):
        if not ID.fullmatch(contact_id):
            raise one.error(f'"{contact_id}" is not a name of small letters, digits and _')
        found.append((_contact(contact_id, one, vocabulary), one))
    table.done()
    return found


def _contact(contact_id: str, table: Table, vocabulary: Vocabulary) -> Contact:
    contact = _read(contact_id, table, vocabulary)
    table.done()
    for key, value in (("who_for", contact.who_for), ("areas", contact.areas)):
        if not value:
            raise table.error(f"{key} is missing", key)
    return contact


def _read(contact_id: str, table: Table, vocabulary: Vocabulary) -> Contact:
    staff, interpreters, note = _languages(table, vocabulary)
    return Contact(
        id=contact_id,
        name=table.words("name"),
        what=table.words("what"),
        who_for=table.strings("who_for", vocabulary.tags, "tag"),
        areas=table.strings("areas", vocabulary.areas, "area"),
        confidence=Confidence(table.choice("confidence", tuple(Confidence))),
        phone=reach.phone(table),
        free=table.take("free", bool),
        hidden_from_bill=table.take("hidden_from_bill", bool),
        sms=reach.sms(table),
        webchat=table.take("webchat", bool),
        bsl_relay=table.maybe_words("bsl_relay"),
        email=reach.email(table),
        website=reach.web_address(table, "website"),
        hours=reach.hours(table),
        staff_languages=staff,
        interpreters=interpreters,
        languages_note=note,
        facts=table.texts("facts"),
        note=table.maybe_text("note"),
        source_url=table.strings("source_url"),
        source_seen=table.maybe_text("source_seen"),
        to_verify=table.strings("to_verify", FIELDS, "field"),
    )


def _languages(
    contact: Table, vocabulary: Vocabulary
) -> tuple[tuple[str, ...], bool | None, str | None]:
    table = contact.table("languages")
    if table is None:
        return (), None, None
    staff = table.strings("staff", vocabulary.languages, "language")
    interpreters, note = table.take("interpreters", bool), table.maybe_text("note")
    table.done()
    return staff, interpreters, note
