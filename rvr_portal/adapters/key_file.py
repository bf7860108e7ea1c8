"""The portal's keys for demonstration: made once and kept in the data folder where none are set."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_keys(folder: Path) -> tuple[str, ...]:
    """The keys in `folder/secret_keys`, made at the first start; readable by this user only."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret_keys"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return tuple(path.read_text().strip().split(","))
