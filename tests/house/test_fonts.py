"""Fonts: each has the letters of its languages, and what has no font is written with what old phones have."""

from __future__ import annotations

import re

import pytest

from rvr_portal.adapters.content import load_content
from tests.house import draw_fonts
from tests.house.tree import STATIC

LARGEST = 36 * 1024
LANGUAGES = [it for it in load_content().languages.to_read() if it.code != "en"]
# The blocks that phones since Android 5 have for each script.
BLOCKS = {
    "Latn": [(0x300, 0x36F), (0x1E00, 0x1EFF)],
    "Cyrl": [(0x400, 0x4FF)],
    "Arab": [(0x600, 0x6FF)],
    "Hans": [(0x3000, 0x303F), (0x4E00, 0x9FFF), (0xFF00, 0xFFEF)],
    "Hant": [(0x3000, 0x303F), (0x4E00, 0x9FFF), (0xFF00, 0xFFEF)],
}


@pytest.mark.parametrize("name", draw_fonts.FILES)
def test_a_font_has_every_letter_and_is_light(name: str) -> None:
    path = STATIC / "fonts" / f"{name}.woff2"
    missing = draw_fonts.wanted()[name] - draw_fonts.covered(path)
    assert missing == set(), "python -m tests.house.draw_fonts"
    assert path.stat().st_size <= LARGEST


@pytest.mark.parametrize("name", draw_fonts.FILES)
def test_a_phone_that_has_the_letters_loads_none(name: str) -> None:
    style = (STATIC / "fonts" / f"{name}.css").read_text("utf-8")
    assert style.index("local(") < style.index("url(")
    assert "font-display: swap" in style
    assert re.search(rf'url\("{name}\.woff2"\)', style)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda it: it.code)
def test_a_language_without_a_font_keeps_to_what_phones_have(language) -> None:  # type: ignore[no-untyped-def]
    if language.web_font:
        return
    blocks = BLOCKS[language.script]
    odd = {
        f"{it} U+{ord(it):04X}"
        for it in draw_fonts.letters(language.code)
        if not any(first <= ord(it) <= last for first, last in blocks)
    }
    assert odd == set()
