"""Reads a force's content from its files; anything doubtful stops the start with file and line."""

from __future__ import annotations

from pathlib import Path

from rvr_portal.adapters.content.languages import languages
from rvr_portal.adapters.content.loading import load
from rvr_portal.adapters.content.reading import ID, read
from rvr_portal.adapters.content.vocabulary import vocabulary
from rvr_portal.domain.advice import ContentError
from rvr_portal.domain.content import Content

BUNDLED = Path(__file__).parents[2] / "content"


def load_content(root: Path = BUNDLED, force: str = "gloucestershire") -> Content:
    """Everything that this force can show, or ContentError for the first thing that is wrong."""
    file = f"forces/{force}/force.toml"
    if not ID.fullmatch(force) or not (root / file).is_file():
        raise ContentError(file, 1, f'no force "{force}" here')
    spoken = languages(read(root / "languages.toml", root))
    words = vocabulary(read(root / "vocabulary.toml", root), spoken)
    return load(root, force, spoken, words)
