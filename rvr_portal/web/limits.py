"""Rate limits. Phones behind one carrier share an address: only bad guesses are counted by it."""

from __future__ import annotations

import math
import time

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse
from werkzeug.exceptions import TooManyRequests

limiter = Limiter(
    get_remote_address, storage_uri="memory://", headers_enabled=True, strategy="moving-window"
)
BAD_LINKS = "30 per minute"
_FORGED = {"malformed", "tampered", "unknown"}
SIGN_INS = "10 per minute"
# Far above what people do: these stop a page or a program that went wild, never a conversation.
LINES = "60 per minute"
SIGNALS = "600 per minute"
REPORTS = "30 per minute"
# Each text costs money, and a flood of them would give her away.
TEXTS_OF_VISIT = "5 per hour"
TEXTS_OF_OFFICER = "60 per hour"


def install(app: Flask) -> None:
    """Count from now on."""
    limiter.init_app(app)


def count_bad_link(reason: str) -> None:
    """Only guesses count: a good link opens whatever others at this address try."""
    if reason in _FORGED:
        spend(BAD_LINKS, "bad_link", get_remote_address())


def spend(limit: str, what: str, *whose: str) -> None:
    """Count one use, or TooManyRequests with how long to wait."""
    item = parse(limit)
    if not limiter.limiter.hit(item, what, *whose):
        wait = limiter.limiter.get_window_stats(item, what, *whose).reset_time - time.time()
        raise TooManyRequests(retry_after=max(1, math.ceil(wait)))
