"""One coturn for all that only talk to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.turn.relay import Relay


@pytest.fixture(scope="session")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    """It relays for both families, so that the IPv6 rules are asked too."""
    running = Relay(tmp_path_factory.mktemp("coturn"), relays=("127.0.0.1", "::1"))
    running.starts()
    yield running
    running.stops()
