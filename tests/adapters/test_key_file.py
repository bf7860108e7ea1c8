"""The demonstration's own key: made once, kept, and readable by nobody else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rvr_portal.adapters.key_file import kept_keys


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    keys = kept_keys(folder)
    assert len(keys) == 1
    assert len(keys[0]) >= 32
    assert kept_keys(folder) == keys
    assert (folder / "secret_keys").stat().st_mode & 0o777 == 0o600


def test_keys_may_be_added_by_hand(tmp_path: Path) -> None:
    (tmp_path / "secret_keys").write_text(f"{'n' * 32},{'o' * 32}\n")
    assert kept_keys(tmp_path) == ("n" * 32, "o" * 32)


def test_two_that_start_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starts:
        found = set(starts.map(kept_keys, [tmp_path] * 8))
    assert len(found) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_keys"]
