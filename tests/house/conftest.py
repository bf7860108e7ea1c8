"""The application as it starts on an empty machine, for tests that look at all of it."""

from __future__ import annotations

import pytest
from flask import Flask

from rvr_portal import create_app
from rvr_portal.settings import Settings


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    settings = Settings(data_dir=tmp_path_factory.mktemp("house"))
    built = create_app(settings)
    built.extensions["rvr"].store.upgrade()
    return built
