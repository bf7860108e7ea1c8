"""Whose page is open now, remembered in the process."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

# A reload or a change of network takes a few seconds; a page without script asks every 15.
RELOAD_TAKES = timedelta(seconds=10)
SEEN_LASTS = timedelta(seconds=45)


class InProcessPresence:
    """The Presence port for one process."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], datetime] = {}
        self._gone: dict[tuple[str, str], datetime] = {}
        # After a reload the new stream is there before the old one is known to be dead.
        self._streams: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()

    def opened(self, visit_id: str, side: str, at: datetime) -> None:
        """One more stream of this page lives."""
        self.here(visit_id, side, at)
        with self._lock:
            self._streams[visit_id, side] += 1

    def here(self, visit_id: str, side: str, at: datetime) -> None:
        """The page is open: its stream still lives, or it just asked."""
        with self._lock:
            self._seen[visit_id, side] = at
            self._gone.pop((visit_id, side), None)

    def gone(self, visit_id: str, side: str, at: datetime) -> None:
        """One of the page's streams broke off."""
        key = (visit_id, side)
        with self._lock:
            self._streams[key] -= 1
            if self._streams[key] <= 0:
                del self._streams[key]
                if key in self._seen:
                    self._gone[key] = at

    def is_here(self, visit_id: str, side: str, now: datetime) -> bool:
        """Whether the page was open a moment ago."""
        with self._lock:
            seen = self._seen.get((visit_id, side))
            gone = self._gone.get((visit_id, side))
        return seen is not None and not gone and now - seen < SEEN_LASTS

    def lost(self, side: str, now: datetime) -> Sequence[str]:
        """Visits whose page has been away for longer than a reload takes; told once."""
        with self._lock:
            away = [
                key
                for key, seen in self._seen.items()
                if key[1] == side
                and (now - self._gone.get(key, now) > RELOAD_TAKES or now - seen > SEEN_LASTS)
            ]
            for key in away:
                del self._seen[key]
                self._gone.pop(key, None)
        return [visit_id for visit_id, _ in away]
