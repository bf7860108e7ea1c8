"""Lines of chat between the two sides of a visit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from rvr_portal.domain.errors import ChatMalformed

MAX_LENGTH = 1000
# Invisible, but Persian and Sinhala words, and families of emoji, fall apart without them.
JOINERS = "\u200c\u200d"
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class Line:
    """One line, numbered within the portal; `side` is "victim" or "officer"."""

    number: int
    side: str
    text: str
    at: datetime


def checked(text: str, client_id: str) -> str:
    """The line as it is kept, or ChatMalformed."""
    if not _CLIENT_ID.fullmatch(client_id):
        raise ChatMalformed("client_id")
    kept = "".join(c for c in text if c.isprintable() or c in f"\n{JOINERS}")
    line = kept.strip(f" \n{JOINERS}")
    if not line or len(line) > MAX_LENGTH:
        raise ChatMalformed("text")
    return line
