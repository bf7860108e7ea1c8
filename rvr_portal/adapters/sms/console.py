"""Prints text messages on the terminal: for demonstration."""

from __future__ import annotations

import secrets
import sys


class ConsoleSms:
    """The SmsSender port on standard output."""

    def send(self, to: str, text: str) -> str:
        """Print the message; a receipt made up here."""
        sys.stdout.write(f"Text message to {to}: {text}\n")
        sys.stdout.flush()
        return f"console-{secrets.token_hex(4)}"
