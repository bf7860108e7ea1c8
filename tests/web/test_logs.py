"""What the portal writes into its own log when something fails (security.md, R21)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from rvr_portal import create_app
from rvr_portal.domain import link
from rvr_portal.settings import Settings


def test_a_failure_logs_neither_token_nor_what_was_to_be_stored(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    # Without a schema every good link fails in the database.
    app = create_app(Settings(data_dir=tmp_path))
    portal = app.extensions["rvr"]
    link_id = link.new_id()
    token = link.sign(link_id, portal.now() + timedelta(minutes=5), portal.keys)
    answer = app.test_client().get(f"/j/{token}")
    assert answer.status_code == 503
    assert "no such table" in caplog.text
    assert "Exception on /j/..." in caplog.text
    for secret in (token, link_id, link.hashed(link_id)):
        assert secret not in caplog.text
