"""The languages of the pickers: what each is called, how it is written and why it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How far a language has come: in the picker, next in line, or spoken and signed only."""

    LISTED = "listed"
    NEXT = "next"
    SPECIAL = "special"


@dataclass(frozen=True)
class Language:
    """One language; None is "not known" or, for the special ones, "does not apply"."""

    code: str
    english: str
    status: Status
    basis: str | None = None
    endonym: str | None = None
    dir: str = "ltr"
    script: str | None = None
    digits: str | None = None
    plural: tuple[str, ...] = ()
    cldr: str | None = None
    reads: tuple[str, ...] = ()
    sms: str | None = None
    avoid: str | None = None
    gives_away: tuple[str, ...] = ()
    font: str | None = None
    web_font: str | None = None
    census: int | None = None
    rank: int | None = None
    why: str | None = None
    facts: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    source_url: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its speakers call it; the English name where nobody has told us."""
        return self.endonym or self.english


@dataclass(frozen=True)
class Languages:
    """All languages by code, in the order of the file."""

    by_code: Mapping[str, Language]

    def get(self, code: str) -> Language | None:
        """The language of this code, if it is known."""
        return self.by_code.get(code)

    def direction(self, code: str) -> str:
        """`rtl` or `ltr`; what is unknown is written from left to right."""
        language = self.by_code.get(code)
        return language.dir if language else "ltr"

    def to_read(self) -> tuple[Language, ...]:
        """The languages that a page can be offered in."""
        return tuple(one for one in self.by_code.values() if one.status is Status.LISTED)

    def to_speak(self) -> tuple[Language, ...]:
        """The languages that an interpreter can be asked for: all but the easy forms."""
        return tuple(one for one in self.by_code.values() if "-x-" not in one.code)
