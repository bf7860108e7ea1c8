"""How far the translations of a file have come."""

from __future__ import annotations

from collections.abc import Collection

from rvr_portal.adapters.content.table import Table


def take_translations(table: Table, known: Collection[str], *, show_drafts: bool) -> set[str]:
    """Allow the languages that the file declares; the codes of those that nobody has reviewed."""
    unreviewed: set[str] = set()
    for code, status in table.subtables("translation"):
        if code not in known:
            raise status.error(f'unknown language "{code}"')
        status.text("by")
        if not status.need("reviewed", bool):
            unreviewed.add(code)
        status.done()
        table.source.languages.add(code)
    # A machine's draft of a safety instruction must not reach a real victim.
    table.source.hidden = set() if show_drafts else set(unreviewed)
    return unreviewed
