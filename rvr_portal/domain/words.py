"""Text that stands in several languages side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

SOURCE = "en"


class Text(NamedTuple):
    """A text and the language that it is really in, for the element's `lang`."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Words:
    """One text in each language that has it; English is always there."""

    by_language: Mapping[str, str]

    def text(self, lang: str) -> Text:
        """The text in this language or the nearest that there is, in the end English."""
        for code in _nearest(lang):
            if code in self.by_language:
                return Text(self.by_language[code], code)
        return Text(self.by_language[SOURCE], SOURCE)

    def __str__(self) -> str:
        return self.by_language[SOURCE]


def _nearest(lang: str) -> Iterator[str]:
    """`zh-Hant-HK`, `zh-Hant`, `zh`: a shorter tag is the same language, less exactly."""
    code = lang.replace("_", "-")
    while code:
        yield code
        code = code.rpartition("-")[0]
