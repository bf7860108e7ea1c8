"""Two plain words that an officer says first and that stand on her screen: so she knows who is there."""

from __future__ import annotations

import secrets

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


def new_check_word() -> str:
    """A check word that is easy to say and to hear."""
    return f"{secrets.choice(_FIRST)} {secrets.choice(_SECOND)}"
