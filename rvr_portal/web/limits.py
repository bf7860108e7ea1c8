"""Rate limits, by address: phones behind one carrier share it, so only bad guesses are counted there."""

from __future__ import annotations

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(
    get_remote_address, storage_uri="memory://", headers_enabled=True, strategy="moving-window"
)
BAD_LINKS = "30 per minute"
SIGN_INS = "10 per minute"


def install(app: Flask) -> None:
    """Count from now on."""
    limiter.init_app(app)
