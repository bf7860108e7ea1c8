"""A portal on a database of its own, with a clock that the test moves and texts that it can read."""

from __future__ import annotations

import dataclasses
import functools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from rvr_portal import create_app, wiring
from rvr_portal.ports import Portal
from rvr_portal.settings import Settings
from rvr_portal.store.database import Database
from rvr_portal.web.limits import limiter
from tests.fakes import Clock, QuickPasswords, SentTexts

# The same files each time, and nothing in them changes: read once.
_load_content = functools.cache(wiring.load_content)


class Compiled(BytecodeCache):
    """Templates compiled once for all applications of a run."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_compiled = Compiled()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "portal.sqlite3"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    database.settle()
    database.close()
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def texts() -> SentTexts:
    return SentTexts()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(secret_keys=("k" * 32,), data_dir=tmp_path, pseudo_languages=True)


@pytest.fixture
def portal(
    settings: Settings,
    clock: Clock,
    texts: SentTexts,
    empty_database: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Portal]:
    monkeypatch.setattr(wiring, "Argon2Passwords", QuickPasswords)
    monkeypatch.setattr(wiring, "load_content", _load_content)
    built = dataclasses.replace(wiring.build(settings, now=clock.now), sms=texts)
    shutil.copy(empty_database, settings.data_dir / "portal.sqlite3")
    yield built
    built.store.close()


@pytest.fixture
def app(settings: Settings, portal: Portal) -> Flask:
    made = create_app(settings, portal)
    made.jinja_env.bytecode_cache = _compiled
    made.config["WTF_CSRF_ENABLED"] = False
    # Bad guesses are counted in the process: one test's must not shut out another's.
    limiter.reset()
    made.config["RATELIMIT_ENABLED"] = False
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
