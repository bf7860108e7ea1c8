"""A portal on a database of its own, with a clock that the test moves and texts that it can read."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rvr_portal import create_app, wiring
from rvr_portal.ports import Portal
from rvr_portal.settings import Settings
from tests.fakes import Clock, QuickPasswords, SentTexts

# The same files each time, and nothing in them changes: read once.
_load_content = functools.cache(wiring.load_content)


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
    settings: Settings, clock: Clock, texts: SentTexts, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Portal]:
    monkeypatch.setattr(wiring, "Argon2Passwords", QuickPasswords)
    monkeypatch.setattr(wiring, "load_content", _load_content)
    built = dataclasses.replace(wiring.build(settings, now=clock.now), sms=texts)
    built.store.upgrade()
    yield built
    built.store.close()


@pytest.fixture
def app(settings: Settings, portal: Portal) -> Flask:
    made = create_app(settings, portal)
    made.config["WTF_CSRF_ENABLED"] = False
    made.config["RATELIMIT_ENABLED"] = False
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
