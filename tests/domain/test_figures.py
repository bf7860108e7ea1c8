"""Reports of calls: bounded numbers and nothing else, whatever a page sends."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain import figures
from rvr_portal.domain.errors import ReportMalformed
from rvr_portal.domain.figures import MAY_LACK, MOST, RELAYS, Line, Report

TOLD = {
    "peer": "page-number-1", "seconds": 60, "step_downs": 1, "step_ups": 2, "recoveries": 3,
    "longest_gap_ms": 2500, "loss_percent": 2, "concealed_percent": 3, "concealed_now_percent": 0,
    "freeze_percent": 4, "rtt_ms": 300, "join_ms": 900, "first_frame_ms": 1200,
    "first_sound_ms": None, "level": 3, "relay": "udp",
}  # fmt: skip

reports = st.builds(
    Report,
    peer=st.just("page-number-1"),
    relay=st.sampled_from(RELAYS),
    **{name: st.integers(0, most) for name, most in MOST.items()},
    **{name: st.none() | st.integers(0, most) for name, most in MAY_LACK.items()},
)


def checked(**changed: object) -> Report:
    return figures.checked(json.dumps({**TOLD, **changed}).encode())


def test_a_report_is_kept_as_it_was_told() -> None:
    assert checked() == Report(**TOLD)  # type: ignore[arg-type]


def test_what_nobody_asked_for_is_dropped() -> None:
    assert checked(address="192.168.1.23", agent="a phone") == checked()


@pytest.mark.parametrize("name", MOST)
@pytest.mark.parametrize("value", [None, -1, 1.5, "1", True, [], {}])
def test_a_number_is_a_number(name: str, value: object) -> None:
    with pytest.raises(ReportMalformed):
        checked(**{name: value})


@pytest.mark.parametrize(("name", "most"), (MOST | MAY_LACK).items())
def test_every_number_has_its_bound(name: str, most: int) -> None:
    assert getattr(checked(**{name: 10**30}), name) == most


@pytest.mark.parametrize("name", MAY_LACK)
def test_what_has_not_happened_may_lack(name: str) -> None:
    assert getattr(checked(**{name: None}), name) is None
    with pytest.raises(ReportMalformed):
        checked(**{name: "soon"})


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"\xff\xfe", b"null", b"[]", b"[" * 2000, b"{}", b" " * 3000, b'{"peer": "x"}'],
)
def test_a_damaged_report_is_refused(raw: bytes) -> None:
    with pytest.raises(ReportMalformed):
        figures.checked(raw)


@pytest.mark.parametrize("relay", [None, "", "192.168.1.23", [], 1])
def test_the_relay_is_one_of_four_words(relay: object) -> None:
    with pytest.raises(ReportMalformed):
        checked(relay=relay)


@given(
    st.dictionaries(
        st.sampled_from([*TOLD, "other"]),
        st.none() | st.integers() | st.floats() | st.text(max_size=20) | st.lists(st.integers()),
    )
)
def test_no_report_carries_words_of_a_page(told: dict[str, object]) -> None:
    try:
        report = checked(**told)
    except ReportMalformed:
        return
    words = {name: it for name, it in report.facts().items() if not isinstance(it, int)}
    assert words == {"relay": report.relay}
    assert report.relay in RELAYS
    assert "peer" not in report.facts()


@given(reports, reports)
def test_two_pages_of_a_side_are_one_call(earlier: Report, later: Report) -> None:
    both = figures.together(earlier, later)
    assert both.seconds == earlier.seconds + later.seconds
    assert both.step_downs == earlier.step_downs + later.step_downs
    assert both.longest_gap_ms == max(earlier.longest_gap_ms, later.longest_gap_ms)
    assert (both.level, both.relay) == (later.level, later.relay)
    low, high = sorted([earlier.loss_percent, later.loss_percent])
    assert low <= both.loss_percent <= high or both.seconds == 0
    known = later.join_ms if earlier.join_ms is None else earlier.join_ms
    assert both.join_ms == known


def test_before_anybody_reported_nothing_is_said() -> None:
    assert figures.line({}, "video") is None


@pytest.mark.parametrize(
    ("changed", "media", "line"),
    [
        ({}, "video", Line.GOOD),
        ({"level": 1}, "video", Line.THIN),
        ({"level": 0}, "sound", Line.GOOD),
        ({"level": None}, "video", Line.GOOD),
        ({"rtt_ms": 800}, "sound", Line.THIN),
        ({"loss_percent": 10}, "text", Line.THIN),
        ({"concealed_now_percent": 10}, "sound", Line.BREAKING),
        ({"concealed_now_percent": 10, "level": 0}, "video", Line.BREAKING),
        ({"concealed_now_percent": 9}, "video", Line.GOOD),
        ({"concealed_now_percent": 100}, "text", Line.GOOD),
    ],
)
def test_the_line_in_a_word_is_that_of_the_side_that_has_it_worse(
    changed: dict[str, int], media: str, line: Line
) -> None:
    worse, fine = checked(**changed), checked()
    assert figures.line({"victim": worse, "officer": fine}, media) is line
    assert figures.line({"victim": fine, "officer": worse}, media) is line
    assert figures.line({"victim": worse}, media) is line


@given(reports, reports, st.sampled_from(["video", "sound", "text"]))
def test_more_made_up_sound_never_makes_a_better_line(
    hers: Report, ours: Report, media: str
) -> None:
    rank = list(Line)
    worse = replace(hers, concealed_now_percent=100)
    before = figures.line({"victim": hers, "officer": ours}, media)
    after = figures.line({"victim": worse, "officer": ours}, media)
    assert before
    assert after
    assert rank.index(after) >= rank.index(before)
