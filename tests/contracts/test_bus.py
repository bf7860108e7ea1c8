"""What every bus keeps its word on: a nudge wakes whoever looks, and nobody else."""

from __future__ import annotations

import threading
import time

import pytest

from rvr_portal.adapters.bus import InProcessBus
from rvr_portal.ports import Bus


@pytest.fixture
def bus() -> Bus:
    return InProcessBus()


def test_whoever_looks_at_the_visit_is_woken(bus: Bus) -> None:
    with bus.listen("a") as one, bus.listen("a") as two, bus.listen("b") as other:
        bus.nudge("a")
        assert one(0)
        assert two(0)
        assert not other(0)


def test_whoever_looks_at_all_is_woken_by_each(bus: Bus) -> None:
    with bus.listen(None) as board:
        for visit in ("a", "b"):
            bus.nudge(visit)
            assert board(0)


def test_a_nudge_before_the_waiting_is_not_lost(bus: Bus) -> None:
    with bus.listen("a") as woken:
        bus.nudge("a")
        bus.nudge("a")
        assert woken(0)
        assert not woken(0)


def test_waiting_ends_by_itself(bus: Bus) -> None:
    with bus.listen("a") as woken:
        began = time.monotonic()
        assert not woken(0.05)
        assert time.monotonic() - began >= 0.04


def test_a_nudge_wakes_at_once(bus: Bus) -> None:
    with bus.listen("a") as woken:
        threading.Timer(0.05, bus.nudge, ["a"]).start()
        began = time.monotonic()
        assert woken(5)
        assert time.monotonic() - began < 4


def test_a_signal_wakes_who_looks_at_the_visit_and_is_no_nudge(bus: Bus) -> None:
    with bus.listen("a") as one, bus.listen("b") as other, bus.listen(None) as board:
        bus.signal("a")
        assert one(0) == "signal"
        bus.signal("a")
        bus.nudge("a")
        assert one(0) == "nudge"
        assert one(0) == ""
        assert not other(0)
        assert board(0) == "nudge"
        assert not board(0)


def test_who_has_gone_is_forgotten(bus: Bus) -> None:
    with bus.listen("a") as gone, bus.listen("a") as stays:
        pass
    with bus.listen("a") as fresh:
        bus.nudge("a")
        assert fresh(0)
        assert not gone(0)
        assert not stays(0)
    bus.nudge("a")


def test_nothing_is_kept_of_visits_that_nobody_looks_at() -> None:
    bus = InProcessBus()
    with bus.listen("a"), bus.listen("a"):
        assert len(bus._listeners) == 1
    assert bus._listeners == {}
