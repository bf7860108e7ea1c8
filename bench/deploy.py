"""The code that is served: a copy, so that nobody's editing reaches a call, and one as of a next release."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.server import Server

PARTS = ("rvr_portal", "translations", "app.py", "gunicorn.conf.py")
_BUILD = "from rvr_portal.web.assets import build; build()"


def copied(source: Path, folder: Path) -> Path:
    """Copy what is served, without what was made of it."""
    for part in PARTS:
        if (source / part).is_dir():
            left_out = shutil.ignore_patterns("__pycache__", "built")
            shutil.copytree(source / part, folder / part, ignore=left_out)
        else:
            shutil.copy2(source / part, folder / part)
    return folder


def built(folder: Path) -> None:
    """Compress scripts and style sheets, as a release does: on a thin line their weight is waiting."""
    subprocess.run([sys.executable, "-c", _BUILD], cwd=folder, check=True, capture_output=True)


@contextmanager
def another_version(portal: Server) -> Iterator[None]:
    """The portal started from code whose static files stand at other addresses; as it was, afterwards."""
    before = portal.root
    with TemporaryDirectory(prefix="rvr-deploy-") as made:
        portal.root = copied(before, Path(made))
        with (portal.root / "rvr_portal" / "static" / "js" / "main.js").open("a") as script:
            script.write('\nwindow.benchVersion = "another";\n')
        built(portal.root)
        try:
            portal.starts()
            yield
        finally:
            portal.stops()
            portal.root = before
            portal.starts()
