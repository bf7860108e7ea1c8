"""The officer's ready sentences from their file."""

from __future__ import annotations

from rvr_portal.adapters.content.table import Table
from rvr_portal.domain.words import Words


def phrases(table: Table) -> tuple[Words, ...]:
    """All of them, in their order; a force may have none."""
    made = table.texts("phrases")
    table.done()
    return made
