"""Lines of chat between the two sides of a visit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from rvr_portal.domain.errors import ChatMalformed

MAX_LENGTH = 1000
_CLIENT_ID = re.compile(r"^[A-Za-z0-9_-]{16,64}$")


@dataclass(frozen=True)
class Line:
    """One line, numbered within the portal; `side` is "victim" or "officer"."""

    number: int
    side: str
    text: str
    at: datetime


def checked(text: str, client_id: str) -> str:
    """The line as it is kept, or ChatMalformed."""
    line = "".join(c for c in text.strip() if c.isprintable() or c == "\n")
    if not line or len(line) > MAX_LENGTH or not _CLIENT_ID.match(client_id):
        raise ChatMalformed("text" if _CLIENT_ID.match(client_id) else "client_id")
    return line
