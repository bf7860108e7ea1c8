"""Debian's Chromium, never one of Playwright's own, and how tests start it."""

from __future__ import annotations

import os
import shutil

FLAGS = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--allow-loopback-in-peer-connection",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


def executable() -> str:
    """The path of chromium, or a plain sentence."""
    found = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not found:
        raise RuntimeError("no Chromium: run `make test`, or install the package chromium")
    return found
