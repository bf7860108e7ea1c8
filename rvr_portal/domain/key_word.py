"""The word agreed with her that means "stop, it is not safe", found in what she writes."""

from __future__ import annotations

import unicodedata

# Scripts that put no space between words: there the word may stand anywhere.
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


def says(text: str, key_word: str) -> bool:
    """Whether the key word stands in the text as a word of its own; case, accents and signs do not matter."""
    told, wanted = _plain(text), _plain(key_word)
    if not wanted:
        return False
    if any(unicodedata.name(letter, "").startswith(_UNSPACED) for letter in wanted):
        return wanted.replace(" ", "") in told.replace(" ", "")
    return f" {wanted} " in f" {told} "


def _plain(text: str) -> str:
    letters = (
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
    )
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())
