"""Cuts fonts for old phones out of those of fonts-noto-core: `.venv/bin/python -m tests.house.draw_fonts`."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

from rvr_portal import catalogues
from rvr_portal.adapters.content import load_content
from tests.house.tree import STATIC

NOTO = Path("/usr/share/fonts/truetype/noto")
FILES = {
    "gurmukhi": "NotoSansGurmukhi",
    "bengali": "NotoSansBengali",
    "gujarati": "NotoSansGujarati",
    "tamil": "NotoSansTamil",
    "devanagari": "NotoSansDevanagari",
    "ethiopic": "NotoSansEthiopic",
    "arabic": "NotoNaskhArabic",
}
# Below are Latin letters, which every phone has.
_FIRST = 0x300
# Shared by all scripts: dashes, quotation marks, joiners.
_COMMON = range(0x2000, 0x2070)


def letters(code: str) -> set[str]:
    """What the language is written with beside Latin, as its catalogue has it."""
    words = catalogues.found(None)[code].shared
    assert words
    told = "".join(str(it.string) for it in catalogues.read(words, code) if it.id)
    return {it for it in told if ord(it) >= _FIRST and ord(it) not in _COMMON}


def wanted() -> dict[str, set[str]]:
    """The letters that each font must have."""
    found: dict[str, set[str]] = defaultdict(set)
    for language in load_content().languages.to_read():
        if language.web_font:
            found[language.web_font] |= letters(language.code)
    return found


def covered(path: Path) -> set[str]:
    """The letters that a font has."""
    with TTFont(path) as font:
        return {chr(it) for it in font.getBestCmap()}


def main() -> None:
    options = Options(flavor="woff2", hinting=False, layout_features=["*"], notdef_outline=True)
    for name, characters in wanted().items():
        font = load_font(str(NOTO / f"{FILES[name]}-Regular.ttf"), options)
        cutter = Subsetter(options)
        cutter.populate(text="".join(sorted(characters)))
        cutter.subset(font)
        save_font(font, str(STATIC / "fonts" / f"{name}.woff2"), options)


if __name__ == "__main__":
    main()
