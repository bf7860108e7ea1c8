"""Writes text messages to a file, one JSON object a line: for training rooms and tests."""

from __future__ import annotations

import json
import secrets
from pathlib import Path


class FileSms:
    """The SmsSender port on a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, to: str, text: str) -> str:
        """Append the message; a receipt made up here."""
        receipt = f"file-{secrets.token_hex(4)}"
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"to": to, "text": text, "receipt": receipt}) + "\n")
        return receipt
