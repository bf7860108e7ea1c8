"""Opens one content file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from rvr_portal.adapters.content.lines import Lines
from rvr_portal.adapters.content.table import Source, Table
from rvr_portal.domain.advice import ContentError

ID = re.compile(r"[a-z][a-z0-9_]*")


def read(path: Path, root: Path) -> Table:
    """The whole of one file."""
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise ContentError(name, 1, "no such file") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ContentError(name, line, "not UTF-8") from None
    lines = Lines(text)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(name, *lines.of_error(str(error))) from None
    return Table(Source(name, lines), values)
