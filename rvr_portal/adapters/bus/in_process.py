"""Nudges within one process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Listener:
    def __init__(self) -> None:
        self.woken = threading.Event()
        self.nudged = False


class InProcessBus:
    """The Bus port for one process; works under gevent as under threads."""

    def __init__(self) -> None:
        self._listeners: dict[str | None, set[_Listener]] = {}
        self._lock = threading.Lock()

    def nudge(self, visit_id: str) -> None:
        """Wake everyone who looks at this visit, or at all of them."""
        with self._lock:
            for it in (*self._listeners.get(visit_id, ()), *self._listeners.get(None, ())):
                it.nudged = True
                it.woken.set()

    def signal(self, visit_id: str) -> None:
        """Wake who looks at this visit: there is a signal to hand over, and nothing to look at."""
        with self._lock:
            for it in self._listeners.get(visit_id, ()):
                it.woken.set()

    @contextmanager
    def listen(self, visit_id: str | None) -> Iterator[Callable[[float], str]]:
        """A function that waits so many seconds and says what came: "nudge", "signal" or ""."""
        listener = _Listener()
        with self._lock:
            self._listeners.setdefault(visit_id, set()).add(listener)

        def wait(seconds: float) -> str:
            came = listener.woken.wait(seconds)
            with self._lock:
                nudged, listener.nudged = listener.nudged, False
                listener.woken.clear()
            return "nudge" if nudged else "signal" if came else ""

        try:
            yield wait
        finally:
            with self._lock:
                self._listeners[visit_id].discard(listener)
                if not self._listeners[visit_id]:
                    del self._listeners[visit_id]
