"""The harmless page that stands in place of hers while she hides it."""

from __future__ import annotations

from dataclasses import dataclass

from rvr_portal.domain.words import Text, Words


@dataclass(frozen=True)
class Harmless:
    """A dull page of plain text; its title is also the way back."""

    title: Words
    lines: tuple[Words, ...]

    def text(self, lang: str) -> tuple[Text, tuple[Text, ...]]:
        """Title and lines in one language: half a page in another would draw the eye."""
        every = (self.title, *self.lines)
        whole = lang if len({words.text(lang).lang for words in every}) == 1 else ""
        return self.title.text(whole), tuple(words.text(whole) for words in self.lines)
