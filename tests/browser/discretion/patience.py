"""Waiting for what no driver waits for."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Error


def comes_true(question: Callable[[], bool], seconds: float) -> bool:
    """Whether it does within this time. Between two pages there is nobody to ask, which is no answer yet."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(Error, RuntimeError):
            if question():
                return True
        time.sleep(0.05)
    return False
