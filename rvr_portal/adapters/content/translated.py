"""A text of a content file in every language whose catalogue has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rvr_portal import i18n
from rvr_portal.domain.words import Words


def words(text: str, *, drafts: bool) -> Words:
    """The text with its translations; without `drafts`, those that a reader has reviewed only."""
    return Words(_Translated(text, drafts=drafts))


class _Translated(Mapping[str, str]):
    """Looked up when it is read: a language is not loaded before somebody wants it."""

    def __init__(self, text: str, *, drafts: bool) -> None:
        self._text = text
        self._drafts = drafts

    def __getitem__(self, code: str) -> str:
        if code == i18n.SOURCE:
            return self._text
        language = i18n.languages().get(code)
        # A machine's draft of a safety instruction must not reach a real victim.
        if language is None or (language.draft and not self._drafts):
            raise KeyError(code)
        told = language.gettext(self._text)
        # A name that is the same in every language is read out as English.
        if told == self._text:
            raise KeyError(code)
        return told

    def __iter__(self) -> Iterator[str]:
        return (code for code in i18n.languages() if self.get(code) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
