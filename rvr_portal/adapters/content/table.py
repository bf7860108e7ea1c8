"""Strict reading of one TOML table: what is missing, of the wrong type or unknown is an error."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import TypeVar

from rvr_portal.adapters.content.lines import Lines, Path
from rvr_portal.adapters.content.translated import words
from rvr_portal.domain.advice import ContentError
from rvr_portal.domain.words import Words

T = TypeVar("T")
_KINDS = {str: "text", bool: "true or false", int: "a number", list: "a list", dict: "a table"}


class Source:
    """One file: its name, its lines, and whether its texts show in languages that nobody has reviewed."""

    def __init__(self, name: str, lines: Lines) -> None:
        self.name = name
        self.lines = lines
        self.drafts = False


class Table:
    """One table of a file. Each key is taken once; `done` refuses what nobody asked for."""

    def __init__(self, source: Source, values: dict[str, object], path: Path = ()) -> None:
        self.source = source
        self.path = path
        self._values = dict(values)

    def error(self, problem: str, *keys: str | int, value: str | None = None) -> ContentError:
        """The error for what stands under these keys."""
        line = self.source.lines.of((*self.path, *keys), value)
        return ContentError(self.source.name, line, problem)

    def names(self) -> tuple[str, ...]:
        """The keys that have not been taken yet."""
        return tuple(self._values)

    def take(self, key: str, kind: type[T]) -> T | None:
        """The value of this type, or None where the key is left out."""
        value = self._values.pop(key, None)
        if value is None:
            return None
        # A bool is an int to Python, but `rank = true` is a slip.
        slip = isinstance(value, bool) and kind not in (bool, object)
        if isinstance(value, kind) and not slip:
            return value
        raise self.error(f"{key} must be {_KINDS.get(kind, 'a date')}", key)

    def need(self, key: str, kind: type[T]) -> T:
        """The value of this type, which must be there."""
        value = self.take(key, kind)
        if value is None:
            raise self.error(f"{key} is missing", key)
        return value

    def text(self, key: str) -> str:
        """A text that must be there and say something."""
        return self._filled(key, self.need(key, str))

    def maybe_text(self, key: str) -> str | None:
        """A text, or None where the key is left out."""
        value = self.take(key, str)
        return None if value is None else self._filled(key, value)

    def choice(self, key: str, known: Collection[str]) -> str:
        """One of the known values."""
        value = self.text(key)
        if value not in known:
            raise self.error(f'unknown {key} "{value}": one of {", ".join(known)}', key)
        return value

    def day(self, key: str) -> date:
        """A date without a time."""
        value = self.need(key, date)
        if isinstance(value, datetime):
            raise self.error(f"{key} must be a date without a time", key)
        return value

    def strings(
        self, key: str, known: Collection[str] | None = None, noun: str = ""
    ) -> tuple[str, ...]:
        """A list of texts, empty where the key is left out; `known` says which may stand in it."""
        values = self.take(key, list) or []
        for value in values:
            if not isinstance(value, str):
                raise self.error(f"{key} must be a list of texts", key)
            if known is not None and value not in known:
                raise self.error(f'unknown {noun} "{value}" in {key}', key, value=value)
        if len(set(values)) < len(values):
            raise self.error(f"{key} names something twice", key)
        return tuple(values)

    def table(self, key: str) -> Table | None:
        """A table within this one, or None."""
        values = self.take(key, dict)
        return None if values is None else Table(self.source, values, (*self.path, key))

    def subtables(self, key: str) -> Iterator[tuple[str, Table]]:
        """Each table within the table of this key, by its own name."""
        outer = Table(self.source, self.take(key, dict) or {}, (*self.path, key))
        for name in outer.names():
            yield name, Table(self.source, outer.need(name, dict), (*outer.path, name))

    def tables(self, key: str) -> Iterator[Table]:
        """Each table of a list of tables."""
        for number, values in enumerate(self.take(key, list) or []):
            if not isinstance(values, dict):
                raise self.error(f"{key} must be a list of tables", key)
            yield Table(self.source, values, (*self.path, key, number))

    def words(self, key: str) -> Words:
        """A text for a victim, in every language that has it; it must be there."""
        return words(self.text(key), drafts=self.source.drafts)

    def maybe_words(self, key: str) -> Words | None:
        """A text for a victim, or None where the key is left out."""
        text = self.maybe_text(key)
        return None if text is None else words(text, drafts=self.source.drafts)

    def texts(self, key: str) -> tuple[Words, ...]:
        """The texts for a victim of a list of tables that hold nothing else."""
        found = []
        for one in self.tables(key):
            found.append(one.words("text"))
            one.done()
        return tuple(found)

    def done(self) -> None:
        """Refuse a key that means nothing: most often it is a slip of the pen."""
        for key in self._values:
            raise self.error(f'unknown key "{key}"', key)

    def _filled(self, key: str, value: str) -> str:
        if not value.strip():
            raise self.error(f"{key} is empty: leave it out where it is not known", key)
        return value
