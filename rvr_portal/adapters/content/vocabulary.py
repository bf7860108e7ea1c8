"""The words that content files may use: tags, areas, groups, reviews and language codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rvr_portal.adapters.content.table import Table
from rvr_portal.domain.languages import Languages


@dataclass(frozen=True)
class Vocabulary:
    """What is known; the values are what the officer's console prints."""

    tags: Mapping[str, str]
    areas: Mapping[str, str]
    groups: Mapping[str, str]
    reviews: Mapping[str, str]
    languages: frozenset[str]


def vocabulary(table: Table, languages: Languages) -> Vocabulary:
    """The vocabulary file and the codes of the languages, those of CLDR among them."""
    known = languages.by_code.values()
    words = Vocabulary(
        tags=_labels(table, "tags"),
        areas=_labels(table, "areas"),
        groups=_labels(table, "groups"),
        reviews=_labels(table, "reviews"),
        languages=frozenset([one.code for one in known] + [one.cldr for one in known if one.cldr]),
    )
    table.done()
    return words


def _labels(table: Table, key: str) -> dict[str, str]:
    labels = table.table(key)
    if labels is None:
        raise table.error(f"[{key}] is missing", key)
    return {name: labels.text(name) for name in labels.names()}
