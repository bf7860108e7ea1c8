"""Advice topics from their files; a topic's id is the name of its file."""

from __future__ import annotations

from collections.abc import Collection

from rvr_portal.adapters.content.table import Table
from rvr_portal.adapters.content.vocabulary import Vocabulary
from rvr_portal.domain.advice import Point, Topic

BASES = ("confirmed", "part", "general_knowledge")


def topic(topic_id: str, table: Table, vocabulary: Vocabulary, contacts: Collection[str]) -> Topic:
    """The topic of one file."""
    points = tuple(_point(one) for one in table.tables("points"))
    made = Topic(
        id=topic_id,
        group=table.choice("group", vocabulary.groups),
        title=table.words("title"),
        tags=table.strings("for", vocabulary.tags, "tag"),
        points=points,
        contacts=table.strings("contacts", contacts, "contact"),
        basis=table.choice("basis", BASES),
        review_by=table.choice("review_by", vocabulary.reviews),
        needs_safe_device=table.need("needs_safe_device", bool),
        caution=table.maybe_text("caution"),
        source_url=table.strings("source_url"),
    )
    table.done()
    for key, value in (("points", points), ("for", made.tags)):
        if not value:
            raise table.error(f"{key} is missing", key)
    return made


def _point(table: Table) -> Point:
    to_verify, variant = table.maybe_text("to_verify"), table.maybe_text("variant")
    made = Point(table.words("text"), to_verify, variant)
    table.done()
    return made
