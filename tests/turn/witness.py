"""Everything that one side of a call could learn: what its page holds, what came to it, and what it measured."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

# Descriptions, candidates and statistics of each connection that the page has, or had.
_CONNECTIONS = """async () => Promise.all(window.rvrPeers.map(async (pc) => ({
  descriptions: [pc.localDescription, pc.remoteDescription, pc.currentRemoteDescription]
    .map((it) => it && it.sdp),
  candidates: pc.getTransceivers().map((it) => it.receiver.transport).filter((it) => it)
    .map((it) => it.iceTransport.getRemoteCandidates().map((one) => one.candidate)),
  stats: [...(await pc.getStats()).values()],
})))"""


def forms(address: str) -> set[str]:
    """How an address may be written."""
    told = ipaddress.ip_address(address)
    return {address, told.exploded, told.compressed, told.packed.hex(), str(int(told))}


class Witness:
    """A browser's context that keeps all that comes to it."""

    def __init__(self, browser: Browser, folder: Path, **options: Any) -> None:
        self._browser = browser
        self._archive = folder / "archive.har"
        self.context: BrowserContext = browser.new_context(
            locale="en-GB", record_har_path=self._archive, record_har_content="embed", **options
        )
        self.context.set_default_timeout(20_000)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda it: self.said.append(it.text))
        events = self.context.new_cdp_session(self.page)
        events.send("Network.enable")
        events.on("Network.eventSourceMessageReceived", self._hears)
        self.signals: list[dict[str, Any]] = []

    def _hears(self, told: dict[str, Any]) -> None:
        self.said.append(told["data"])
        if told["eventName"] == "signal":
            self.signals.append(json.loads(told["data"]))

    def connections(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(_CONNECTIONS)
        return found

    def stats(self, kind: str) -> list[dict[str, Any]]:
        """What getStats of all connections tells of this kind."""
        return [it for pc in self.connections() for it in pc["stats"] if it["type"] == kind]

    def learned(self) -> str:
        """All of it as one text; the browser's context is closed after that."""
        told = [json.dumps(self.connections()), self.page.content(), *self.said]
        self.context.close()
        return "\n".join([*told, self._archive.read_text("utf-8")])

    def leaves(self) -> None:
        self._browser.close()


def kept_in(folders: Iterable[Path]) -> dict[str, bytes]:
    """All files that the portal and the relay have written, logs and the database's own among them."""
    return {
        str(path): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }
