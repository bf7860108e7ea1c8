"""What calls reported, as the process remembers it: bounded, newest page last, forgotten once taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rvr_portal.adapters.figures import MAX_PAGES, InProcessFigures
from rvr_portal.domain.figures import Report
from tests.domain.test_figures import TOLD

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
CALL = ("abc", 1)
REPORT = Report(**TOLD)  # type: ignore[arg-type]


def test_the_newest_page_speaks_for_its_side() -> None:
    kept = InProcessFigures()
    kept.keep(CALL, "victim", REPORT, NOW)
    newer = replace(REPORT, peer="page-number-2", seconds=5)
    kept.keep(CALL, "victim", newer, NOW)
    kept.keep(CALL, "officer", REPORT, NOW - timedelta(minutes=2))
    assert kept.latest(CALL, NOW) == {"victim": newer}
    assert kept.latest(("abc", 2), NOW) == kept.latest(("other", 1), NOW) == {}


def test_what_is_taken_is_forgotten() -> None:
    kept = InProcessFigures()
    kept.keep(CALL, "victim", REPORT, NOW)
    assert kept.calls() == [CALL]
    assert kept.take(CALL) == {"victim": REPORT}
    assert (kept.calls(), kept.take(CALL), kept.latest(CALL, NOW)) == ([], {}, {})


def test_a_page_that_loads_for_ever_fills_no_memory() -> None:
    kept = InProcessFigures()
    for number in range(100):
        kept.keep(CALL, "victim", replace(REPORT, peer=f"page-{number:04}"), NOW)
    assert len(kept._pages[CALL]["victim"]) == MAX_PAGES
    assert kept.take(CALL)["victim"].seconds == 100 * REPORT.seconds
