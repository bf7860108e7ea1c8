"""The harmless page from its file."""

from __future__ import annotations

from rvr_portal.adapters.content.table import Table
from rvr_portal.domain.harmless import Harmless


def harmless(table: Table) -> Harmless:
    """Title and lines; the page may not be empty."""
    made = Harmless(
        title=table.words("title"),
        lines=table.texts("lines"),
    )
    table.done()
    if not made.lines:
        raise table.error("lines are missing")
    return made
