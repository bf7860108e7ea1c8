"""Settings from the environment: each wrong one is named in one line, and nothing starts."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class SettingsWrong(SystemExit):
    """One line for each wrong setting: its name, what it takes, what it got."""


@dataclass(frozen=True)
class Settings:
    """Everything that a force sets; see docs/operating.md."""

    secret_keys: tuple[str, ...] = ()
    data_dir: Path = Path("instance")
    database_url: str = ""
    redis_url: str = ""
    public_url: str = "http://127.0.0.1:5000"
    exit_url: str = ""
    turn_urls: tuple[str, ...] = ()
    turn_secret: str = ""
    ice_policy: str = "all"
    sms: str = "console"
    notify_key: str = ""
    notify_template: str = ""
    notify_url: str = "https://api.notifications.service.gov.uk"
    force: str = "gloucestershire"
    video: str = "builtin"
    trusted_proxies: int = 0
    security_contact: str = ""
    pseudo_languages: bool = False
    link_ttl: timedelta = timedelta(minutes=30)
    visit_ttl: timedelta = timedelta(hours=6)
    read_again_ttl: timedelta = timedelta(hours=12)
    retention_ttl: timedelta = timedelta(days=7)
    sign_in_ttl: timedelta = timedelta(hours=12)
    sign_in_idle_ttl: timedelta = timedelta(minutes=60)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The settings, or SettingsWrong naming all that is wrong."""
        found: dict[str, Any] = {"public_url": f"http://127.0.0.1:{environ.get('PORT', '5000')}"}
        wrong = []
        for name, read in _READERS.items():
            told = environ.get(f"RVR_{name.upper()}", "").strip()
            if told:
                try:
                    found[name] = read(told)
                except ValueError as error:
                    shown = "" if name in _SECRET else f", not {told!r}"
                    wrong.append(f"RVR_{name.upper()}: takes {error}{shown}")
        wrong += _conflicts(found)
        if wrong:
            raise SettingsWrong("\n".join(wrong))
        found.setdefault("ice_policy", "relay" if found.get("turn_urls") else "all")
        return cls(**found)

    @property
    def database(self) -> str:
        """The database's address: SQLite in the data folder where none is set."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'portal.sqlite3'}"

    @property
    def secure(self) -> bool:
        """Whether pages come over TLS, so that cookies may demand it."""
        return self.public_url.startswith("https://")


def _conflicts(found: Mapping[str, Any]) -> list[str]:
    wrong = []
    if found.get("turn_urls") and not found.get("turn_secret"):
        wrong.append(
            "RVR_TURN_SECRET: takes the secret of coturn's static-auth-secret, as RVR_TURN_URLS is set"
        )
    if found.get("ice_policy") == "relay" and not found.get("turn_urls"):
        wrong.append("RVR_TURN_URLS: takes at least one turn: address, as RVR_ICE_POLICY is relay")
    live = found["public_url"].startswith("https://")
    ours = found.get("video") != "external"
    if live and ours and not found.get("turn_urls") and "ice_policy" not in found:
        wrong.append(
            "RVR_ICE_POLICY: takes relay, with RVR_TURN_URLS, or all where the force accepts that "
            "each side can learn the other's address"
        )
    if found.get("sms") == "notify":
        wrong += [
            f"RVR_{name.upper()}: is needed, as RVR_SMS is notify"
            for name in ("notify_key", "notify_template")
            if not found.get(name)
        ]
    return wrong


def _keys(text: str) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in text.split(",") if key.strip())
    if not keys or any(len(key) < 32 for key in keys):
        raise ValueError("comma-separated secrets of at least 32 characters each, newest first")
    return keys


def _web(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("an address that begins with https://")
    return text.rstrip("/")


def _turn(text: str) -> tuple[str, ...]:
    urls = tuple(url.strip() for url in text.split(",") if url.strip())
    # As browsers demand it (RFC 7065): with one that is not, no call begins at all.
    if not all(map(_TURN.fullmatch, urls)):
        raise ValueError("comma-separated addresses that begin with turn: or turns:")
    return urls


def _shared(text: str) -> str:
    if re.search(r"\s", text):
        raise ValueError("coturn's static-auth-secret, which cannot hold a blank")
    return text


def _one_of(*known: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in known:
            raise ValueError(" or ".join(known))
        return text

    return read


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise ValueError("a whole number")
    return int(text)


def _seconds(text: str) -> timedelta:
    if not text.isdecimal() or not 1 <= int(text) <= 10**9:
        raise ValueError("a number of seconds, at least 1")
    return timedelta(seconds=int(text))


def _begins(*known: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text.startswith(known):
            raise ValueError(f"an address that begins with {' or '.join(known)}")
        return text

    return read


def _api_key(text: str) -> str:
    # Notify's client cuts it by place: a name, a dash, and two UUIDs with a dash between.
    if len(text) < 73 or re.search(r"\s", text):
        raise ValueError("Notify's API key whole: a name and two identifiers of 36 characters")
    return text


def _later(text: str) -> str:
    raise ValueError("no value yet: this release serves from one process, leave it unset")


_TURN = re.compile(
    r"turns?:([\w.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?(\?transport=(udp|tcp))?", re.ASCII
)
_SECRET = {"secret_keys", "turn_secret", "notify_key", "database_url", "redis_url"}
_READERS: Mapping[str, Callable[[str], Any]] = {
    "secret_keys": _keys,
    "data_dir": Path,
    "database_url": _begins("sqlite:///", "postgresql+psycopg://"),
    "redis_url": _later,
    "public_url": _web,
    "exit_url": _web,
    "turn_urls": _turn,
    "turn_secret": _shared,
    "ice_policy": _one_of("relay", "all"),
    "sms": _one_of("console", "file", "notify"),
    "notify_key": _api_key,
    "notify_template": str,
    "notify_url": _web,
    "force": str,
    "video": _one_of("builtin", "external"),
    "trusted_proxies": _whole,
    "security_contact": _begins("mailto:", "https://"),
    "pseudo_languages": lambda text: _one_of("0", "1")(text) == "1",
    "link_ttl": _seconds,
    "visit_ttl": _seconds,
    "read_again_ttl": _seconds,
    "retention_ttl": _seconds,
    "sign_in_ttl": _seconds,
    "sign_in_idle_ttl": _seconds,
}
