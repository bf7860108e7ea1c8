"""Films in sign language, each with the captions that it must have."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from rvr_portal.domain.advice import ContentError
from rvr_portal.domain.content import Film


def films(folder: Path, root: Path, steps: Collection[str]) -> dict[str, Film]:
    """The films of a folder by the step that they are about; a folder that is not there has none."""
    found = {}
    for file in sorted(folder.glob("*.mp4")):
        name, captions = file.relative_to(root).as_posix(), file.with_suffix(".vtt")
        if file.stem not in steps:
            raise ContentError(name, 1, f"no step of this name: one of {', '.join(steps)}")
        if not captions.is_file():
            raise ContentError(name, 1, f"its captions are missing: {captions.name}")
        found[file.stem] = Film(file, captions)
    return found
