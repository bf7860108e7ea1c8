"""What the check says of a line: by one table, and a worse line never gets a better answer."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path as File

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain import path
from rvr_portal.domain.checks import Answer, Readiness
from rvr_portal.domain.errors import ReportMalformed
from rvr_portal.domain.path import BOUNDS, GRADES, THRESHOLDS, Path

GOOD = Path("udp", 40, 0, 8, 900, 290, 170)
ANSWERS = list(Answer)
# Less of these is worse; more of the others is.
RATES = {"bitrate_up_kbps", "bitrate_down_kbps"}
MEASURED = [it for it in BOUNDS if it != "path_kb"]
NEAR = st.integers(0, 1000)


@st.composite
def paths(draw: st.DrawFn) -> Path:
    """Any line on which everything was measured."""
    relay = draw(st.sampled_from(["udp", "tcp", "tls"]))
    return Path(relay, **{it: min(draw(NEAR), BOUNDS[it]) for it in BOUNDS})


def ready(of: Path, connection: str = "good") -> Readiness:
    return Readiness("ok", "ok", "heard", connection, "ok", "ok", 48, of)


def rank(of: Path, connection: str = "good") -> int:
    return ANSWERS.index(ready(of, connection).answer)


@pytest.mark.parametrize("limit", THRESHOLDS, ids=lambda it: it.measure)
def test_each_limit_is_where_the_table_says(limit: path.Threshold) -> None:
    at = {value: replace(GOOD, **{limit.measure: value}).grade for value in _around(limit)}
    assert at == dict(zip(_around(limit), ("good", "slow", "slow", "poor"), strict=True))
    assert limit.source


def _around(limit: path.Threshold) -> tuple[int, ...]:
    return limit.good, limit.good + 1, limit.slow, limit.slow + 1


@pytest.mark.parametrize(
    ("rate", "grade", "answer", "level"),
    [
        (1045, "good", Answer.READY, 7),
        (400, "good", Answer.READY, 6),
        (150, "good", Answer.READY, 3),
        (100, "slow", Answer.READY, 2),
        (62, "slow", Answer.READY, 0),
        (33, "poor", Answer.SOUND_ONLY, 0),
        (12, "poor", Answer.TEXT_ONLY, 0),
    ],
)
def test_what_a_rate_is_good_for(rate: int, grade: str, answer: Answer, level: int) -> None:
    found = replace(GOOD, bitrate_up_kbps=rate)
    assert (found.grade, ready(found).answer, found.start_level) == (grade, answer, level)


def test_much_loss_begins_with_a_smaller_picture() -> None:
    assert replace(GOOD, loss_percent=15).start_level == 3
    assert replace(GOOD, loss_percent=40).start_level == 1


def test_no_way_through_the_relay_leaves_writing() -> None:
    found = ready(Path("failed"))
    assert found.answer is Answer.TEXT_ONLY
    assert found.problems == ("no_way_through",)
    assert found.path.start_level == 0


def test_too_thin_for_sound_is_said_so() -> None:
    assert ready(replace(GOOD, bitrate_up_kbps=12)).problems == ("thin_connection",)


def test_what_was_not_measured_changes_nothing() -> None:
    assert (Path().grade, Path().start_level, Path().facts) == (None, None, {})
    assert Path("udp", path_ms=40).start_level is None
    for connection in GRADES:
        assert rank(Path(), connection) == rank(GOOD, connection)


def test_the_worse_of_both_ways_counts() -> None:
    assert ready(replace(GOOD, path_ms=900), "good").line == "poor"
    assert ready(GOOD, "slow").line == "slow"
    assert ready(GOOD, "offline").answer is Answer.CALL_US


@given(paths(), st.sampled_from(MEASURED), NEAR, st.sampled_from(["good", "slow", "poor"]))
def test_a_worse_line_never_gets_a_better_answer(
    line: Path, measure: str, by: int, connection: str
) -> None:
    value = getattr(line, measure)
    changed = max(value - by, 0) if measure in RATES else min(value + by, BOUNDS[measure])
    worse = replace(line, **{measure: changed})
    assert rank(worse, connection) >= rank(line, connection)
    assert GRADES.index(worse.grade or "") >= GRADES.index(line.grade or "")
    assert (worse.start_level or 0) <= (line.start_level or 0)


@given(paths(), st.sampled_from(["good", "slow", "poor"]))
def test_a_line_that_fails_is_worse_than_any_that_carries_sound(
    line: Path, connection: str
) -> None:
    assert rank(replace(line, relay="failed"), connection) >= rank(line, connection)


@given(paths())
def test_a_report_is_read_as_it_was_told(line: Path) -> None:
    assert path.from_report({name: str(value) for name, value in line.facts.items()}) == line


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("told", ["-1", "1.5", "nan", "٣", " 4", "99999999"])
def test_a_number_that_is_none_is_refused(name: str, told: str) -> None:
    with pytest.raises(ReportMalformed, match=name):
        path.from_report({name: told})


def test_a_relay_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ReportMalformed, match="relay"):
        path.from_report({"relay": "203.0.113.9"})


def test_the_protocol_names_every_field() -> None:
    text = (File(__file__).parents[2] / "docs" / "protocol.md").read_text("utf-8")
    assert [it for it in ("relay", *BOUNDS) if f"| `{it}` |" not in text] == []


def test_the_call_begins_where_it_would_have_climbed_to() -> None:
    """The page climbs by its own table; two that differ would begin with what it then takes back."""
    script = (File(__file__).parents[2] / "rvr_portal/static/js/ladder.js").read_text("utf-8")
    rooms = [int(it) for it in re.findall(r"room: (\d+) }", script)]
    assert sorted(path.LEVELS) == list(enumerate(rooms))[1:]
