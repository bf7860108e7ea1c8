"""Reads folders of contacts and topics."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from rvr_portal.adapters.content.contacts import contacts
from rvr_portal.adapters.content.reading import ID, read
from rvr_portal.adapters.content.table import Table
from rvr_portal.adapters.content.topics import topic
from rvr_portal.adapters.content.vocabulary import Vocabulary
from rvr_portal.domain.advice import Topic
from rvr_portal.domain.support import Contact


class Files:
    """The content files under one root."""

    def __init__(self, root: Path, vocabulary: Vocabulary, *, show_drafts: bool) -> None:
        self._root = root
        self._vocabulary = vocabulary
        self._show_drafts = show_drafts

    def contacts(self, folder: str) -> dict[str, Contact]:
        """The contacts of all files of a folder; one of them may stand in one file only."""
        found: dict[str, Contact] = {}
        for _, table in self._each(folder):
            for contact, its_table in contacts(table, self._vocabulary):
                if contact.id in found:
                    raise its_table.error(f'contact "{contact.id}" stands in another file already')
                found[contact.id] = contact
        return found

    def topics(self, folder: str, known: Collection[str]) -> dict[str, Topic]:
        """The topics of a folder, one a file; they may name the known contacts."""
        return {
            topic_id: topic(topic_id, table, self._vocabulary, known)
            for topic_id, table in self._each(folder)
        }

    def instead(self, name: str, own: str) -> Table:
        """A file of the force's own, or the shared one of this name."""
        mine = self._root / own / name
        return self._read(mine if mine.is_file() else self._root / name)

    def _each(self, folder: str) -> Iterator[tuple[str, Table]]:
        for path in sorted((self._root / folder).glob("*.toml")):
            table = self._read(path)
            if not ID.fullmatch(path.stem):
                raise table.error(f'file name "{path.name}": small letters, digits and _ only')
            yield path.stem, table

    def _read(self, path: Path) -> Table:
        table = read(path, self._root)
        table.source.drafts = self._show_drafts
        return table
