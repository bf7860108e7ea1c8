"""The portal's keys for demonstration: made once and kept in the data folder where none are set."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def kept_keys(folder: Path) -> tuple[str, ...]:
    """The keys in `folder/secret_keys`, made at the first start; readable by this user only."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret_keys"
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=folder) as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            # Of two that start at once one wins, and nobody ever reads half a key.
            with suppress(FileExistsError):
                os.link(file.name, path)
    return tuple(path.read_text().strip().split(","))
