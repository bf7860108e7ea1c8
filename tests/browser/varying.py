"""What is another in each visit or run, so that what stays can be compared and kept."""

from __future__ import annotations

import re

_OTHER = (
    (re.compile(r"Page \d{3}"), "Page 000"),
    (re.compile(r"(word:? “)[a-z]+ [a-z]+”"), r"\1two words”"),
    (re.compile(r"\b\d\d:\d\d\b"), "00:00"),
    (re.compile(r"[A-Z][a-z]+day \d+ [A-Z][a-z]+"), "Someday 1 Month"),
    (re.compile(r"\.1:\d+"), ".1"),
)


def unvarying(text: str) -> str:
    """The same text with page numbers, check words, times, days and ports all alike."""
    for pattern, same in _OTHER:
        text = pattern.sub(same, text)
    return text
