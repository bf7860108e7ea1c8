"""A processor as slow as an old phone's: what runs in it gets a share of this machine's, in short turns."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup/cpu")
# Microseconds: shorter than a packet of sound, so that the turns themselves are not heard as a stutter.
_PERIOD = 10_000


@contextmanager
def processor(name: str, times: float) -> Iterator[Path]:
    """A control group (version 1) that is so many times slower; its file of processes, to be written to."""
    if not (_ROOT / "cpu.cfs_quota_us").exists():
        raise SystemExit(
            "--weak takes a machine with control groups of version 1 (cpu.cfs_quota_us)"
        )
    group = _ROOT / name
    group.mkdir()
    try:
        (group / "cpu.cfs_period_us").write_text(str(_PERIOD))
        quota = round(_PERIOD * (os.cpu_count() or 1) / times)
        (group / "cpu.cfs_quota_us").write_text(str(quota))
        yield group / "cgroup.procs"
    finally:
        # What still runs in it goes back to where it would have been.
        for process in (group / "cgroup.procs").read_text().split():
            with suppress(OSError):
                (_ROOT / "cgroup.procs").write_text(process)
        group.rmdir()
