"""Nudges within one process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class InProcessBus:
    """The Bus port for one process; works under gevent as under threads."""

    def __init__(self) -> None:
        self._listeners: dict[str | None, set[threading.Event]] = {}
        self._lock = threading.Lock()

    def nudge(self, visit_id: str) -> None:
        """Wake everyone who looks at this visit, or at all of them."""
        with self._lock:
            woken = [*self._listeners.get(visit_id, ()), *self._listeners.get(None, ())]
        for listener in woken:
            listener.set()

    @contextmanager
    def listen(self, visit_id: str | None) -> Iterator[Callable[[float], bool]]:
        """A function that waits so many seconds for a nudge and says whether one came."""
        woken = threading.Event()
        with self._lock:
            self._listeners.setdefault(visit_id, set()).add(woken)

        def wait(seconds: float) -> bool:
            came = woken.wait(seconds)
            woken.clear()
            return came

        try:
            yield wait
        finally:
            with self._lock:
                self._listeners[visit_id].discard(woken)
                if not self._listeners[visit_id]:
                    del self._listeners[visit_id]
