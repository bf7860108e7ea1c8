"""What others wrote comes in one known version, by checksum, from no particular address."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, STATIC, name

VENDOR = STATIC / "vendor"
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]


def checksums() -> dict[str, str]:
    """The table of SOURCES.md: file and sha256."""
    rows = re.findall(
        r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|", _text(VENDOR / "SOURCES.md"), re.MULTILINE
    )
    return dict(rows)


def pins(lock: Path) -> set[str]:
    """Package and version, as in "flask==3.1.3"."""
    return set(re.findall(r"^[a-z0-9.-]+==[^ ]+", _text(lock), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_locks_name_no_address(lock: Path) -> None:
    assert "://" not in _text(lock)


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_every_pin_has_a_checksum(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", _text(lock).strip())
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_what_is_tested_is_what_runs() -> None:
    assert pins(LOCKS[0]) <= pins(LOCKS[1])


def test_vendored_files_are_as_published() -> None:
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.suffix != ".md"
    }
    assert found == checksums()


def _text(path: Path) -> str:
    return path.read_text("utf-8")
