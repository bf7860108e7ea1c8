"""Pseudo-languages: English made longer and accented, left to right and right to left, for tests."""

from __future__ import annotations

import re

LANGUAGES = (("en-XA", "Ƥşḗŭḓǿ", "ltr"), ("ar-XB", "Ƥşḗŭḓǿ ⇄", "rtl"))
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]+>|&\w+;|https?://\S+|\d+)")
_LETTERS = str.maketrans(
    "aceghijklnorstuwyzACEGHIJKLNORSTUWYZ", "ȧƈḗɠħīĵķŀƞǿřşŧŭẇẏẑȦƇḖƓĦĪĴĶĿȠǾŘŞŦŬẆẎẐ"
)


def gettext(message: str) -> str:
    """The message 40 % longer, accented, in brackets; placeholders, tags and numbers stay."""
    parts = _KEPT.split(message)
    changed = [part if i % 2 else part.translate(_LETTERS) for i, part in enumerate(parts)]
    return f"[{''.join(changed)}{' ~' * (len(message) // 5)}]"


def ngettext(one: str, many: str, number: int) -> str:
    """The same for a number of things."""
    return gettext(one if number == 1 else many)
