"""The control for the silent alert that looks like none: a page number, the same on every page of a visit."""

from __future__ import annotations

import zlib

# Three digits that no emergency number begins with or is.
_FIRST, _COUNT = 200, 700


def page_number(visit_id: str) -> int:
    """What stands on it, so that it can be named on the telephone: 200 to 899."""
    return _FIRST + zlib.crc32(visit_id.encode()) % _COUNT
