"""Safe contact: what was agreed with her about texts, until when, and the words that prove who is who."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from rvr_portal.domain.errors import ContactRefused

WORDINGS = ("link_plain", "link_short", "link_new")

_FIRST = [
    "amber",
    "blue",
    "brown",
    "copper",
    "coral",
    "cream",
    "golden",
    "green",
    "grey",
    "ivory",
    "lilac",
    "lime",
    "mint",
    "navy",
    "olive",
    "orange",
    "peach",
    "pearl",
    "pink",
    "purple",
    "red",
    "ruby",
    "silver",
    "violet",
    "white",
    "yellow",
]
_SECOND = [
    "apple",
    "barley",
    "beech",
    "biscuit",
    "bramble",
    "button",
    "candle",
    "clover",
    "cotton",
    "daisy",
    "fern",
    "garden",
    "hazel",
    "heron",
    "kettle",
    "ladder",
    "lantern",
    "maple",
    "meadow",
    "otter",
    "pebble",
    "pepper",
    "puffin",
    "ribbon",
    "robin",
    "saddle",
    "thimble",
    "willow",
]


@dataclass(frozen=True)
class SafeContact:
    """What the call handler agreed with her on the phone."""

    number: str | None = None
    text_is_safe: bool = False
    safe_until: datetime | None = None
    wording: str = "link_plain"
    key_word: str = ""
    check_word: str = ""

    def allow_text(self, now: datetime) -> str:
        """The number to text, or ContactRefused with the reason."""
        if not self.number:
            raise ContactRefused("no_number")
        if not self.text_is_safe:
            raise ContactRefused("text_not_agreed")
        if self.safe_until is None or now >= self.safe_until:
            raise ContactRefused("no_longer_safe")
        return self.number


def new_check_word() -> str:
    """Two plain words that the officer says first and that stand on her screen."""
    return f"{secrets.choice(_FIRST)} {secrets.choice(_SECOND)}"
