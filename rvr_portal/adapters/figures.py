"""What calls reported of themselves, remembered in the process."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import reduce

from rvr_portal.domain.figures import Report, together

# A page that loads again and again must not fill the memory.
MAX_PAGES = 16


class InProcessFigures:
    """The Figures port for one process. A restart costs little: each report counts from its page's beginning."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, int], dict[str, list[Report]]] = {}
        self._at: dict[tuple[str, int, str], datetime] = {}
        self._lock = threading.Lock()

    def keep(self, call: tuple[str, int], side: str, report: Report, at: datetime) -> None:
        """The newest report of a page takes the place of its older one."""
        with self._lock:
            pages = self._pages.setdefault(call, {}).setdefault(side, [])
            known = [number for number, it in enumerate(pages) if it.peer == report.peer]
            if not known:
                pages.append(report)
            elif report.seconds >= pages[known[0]].seconds:
                pages[known[0]] = report
            if len(pages) > MAX_PAGES:
                pages[:2] = [together(pages[0], pages[1])]
            self._at[*call, side] = at

    def latest(self, call: tuple[str, int], since: datetime) -> Mapping[str, Report]:
        """The report of each side's newest page, by side, if it came since then."""
        with self._lock:
            sides = self._pages.get(call, {})
            return {
                side: pages[-1] for side, pages in sides.items() if self._at[*call, side] >= since
            }

    def calls(self) -> Sequence[tuple[str, int]]:
        """The calls that somebody reported of."""
        with self._lock:
            return list(self._pages)

    def take(self, call: tuple[str, int]) -> Mapping[str, Report]:
        """All pages of each side together, by side; the call is forgotten."""
        with self._lock:
            sides = self._pages.pop(call, {})
            for side in sides:
                del self._at[*call, side]
        return {side: reduce(together, pages) for side, pages in sides.items()}
