"""What her phone can do: one of four answers, one thing to do for each problem, never a wall."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.checks import MAX_ROUND_TRIP_MS, VALUES, Answer, from_mapping, from_report
from rvr_portal.domain.errors import ReportMalformed
from rvr_portal.domain.path import Path

GOOD = {
    "camera": "ok", "microphone": "ok", "sound": "heard", "connection": "good", "battery": "ok",
    "browser": "ok", "round_trip_ms": "48",
}  # fmt: skip


def answer(**changed: str) -> Answer:
    return from_report({**GOOD, **changed}).answer


def problems(**changed: str) -> tuple[str, ...]:
    return from_report({**GOOD, **changed}).problems


def test_a_good_phone_is_ready_and_has_nothing_to_mend() -> None:
    assert answer() is Answer.READY
    assert problems() == ()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"camera": "denied"}, Answer.SOUND_ONLY),
        ({"connection": "poor"}, Answer.SOUND_ONLY),
        ({"connection": "slow"}, Answer.READY),
        ({"microphone": "silent"}, Answer.TEXT_ONLY),
        ({"microphone": "phone_call"}, Answer.TEXT_ONLY),
        ({"browser": "no_call"}, Answer.TEXT_ONLY),
        ({"browser": "insecure"}, Answer.TEXT_ONLY),
        ({"browser": "in_app"}, Answer.READY),
        ({"connection": "offline"}, Answer.CALL_US),
        ({"connection": "offline", "microphone": "denied"}, Answer.CALL_US),
        ({"sound": "not_heard", "battery": "low"}, Answer.READY),
    ],
    ids=str,
)
def test_the_best_way_that_this_phone_allows(changed: dict[str, str], expected: Answer) -> None:
    assert answer(**changed) is expected


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"connection": "offline"}, "offline"),
        ({"connection": "poor"}, "poor_connection"),
        ({"connection": "slow"}, "slow_connection"),
        ({"browser": "in_app"}, "in_app_browser"),
        ({"browser": "no_call"}, "no_call"),
        ({"browser": "insecure"}, "insecure"),
        ({"microphone": "phone_call"}, "phone_call"),
        ({"microphone": "silent"}, "microphone_silent"),
        ({"sound": "not_heard"}, "sound_not_heard"),
        ({"battery": "low"}, "battery_low"),
        *(
            ({device: code}, f"{device}_{code}")
            for device, code in product(
                ("camera", "microphone"), ("denied", "in_use", "missing", "failed")
            )
        ),
    ],
    ids=str,
)
def test_each_problem_has_its_code(changed: dict[str, str], problem: str) -> None:
    assert problems(**changed) == (problem,)


def test_what_helps_most_comes_first() -> None:
    assert problems(connection="offline", microphone="denied", camera="in_use", battery="low") == (
        "offline", "microphone_denied", "camera_in_use", "battery_low",
    )  # fmt: skip


def test_what_was_skipped_is_no_problem() -> None:
    skipped = {"camera": "skipped", "microphone": "skipped", "sound": "skipped"}
    assert problems(**skipped) == ()
    assert answer(**skipped) is Answer.TEXT_ONLY


def test_battery_and_sound_may_be_missing() -> None:
    told = {name: value for name, value in GOOD.items() if name not in {"battery", "sound"}}
    readiness = from_report(told)
    assert (readiness.battery, readiness.sound) == ("unknown", "skipped")


@pytest.mark.parametrize("name", VALUES)
def test_a_value_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(ReportMalformed, match=name):
        from_report({**GOOD, name: "<script>"})


@pytest.mark.parametrize("name", ["camera", "microphone", "connection", "browser"])
def test_a_value_that_is_missing_is_refused(name: str) -> None:
    with pytest.raises(ReportMalformed, match=name):
        from_report({it: value for it, value in GOOD.items() if it != name})


@pytest.mark.parametrize("told", ["60001", "-1", "1.5", "1e3", "nan", "٣", "000048", " 4"])
def test_a_round_trip_that_is_none_is_refused(told: str) -> None:
    with pytest.raises(ReportMalformed, match="round_trip_ms"):
        from_report({**GOOD, "round_trip_ms": told})


@pytest.mark.parametrize(
    ("told", "kept"), [("", None), ("0", 0), ("60000", MAX_ROUND_TRIP_MS), ("48", 48)]
)
def test_a_round_trip_is_a_number_or_not_known(told: str, kept: int | None) -> None:
    assert from_report({**GOOD, "round_trip_ms": told}).round_trip_ms == kept


def test_unknown_fields_are_ignored() -> None:
    assert from_report({**GOOD, "model": "Phone 9"}) == from_report(GOOD)


@given(st.dictionaries(st.sampled_from([*VALUES, "round_trip_ms"]), st.text(max_size=8)))
def test_a_report_is_read_or_refused(report: dict[str, str]) -> None:
    try:
        readiness = from_report(report)
    except ReportMalformed:
        return
    assert readiness.answer in Answer


def test_every_report_has_one_of_four_answers_and_is_read_again_as_stored() -> None:
    for values in product(*(sorted(known) for known in VALUES.values())):
        readiness = from_report(dict(zip(VALUES, values, strict=True)))
        assert readiness.answer in Answer
        assert from_mapping(readiness.as_mapping()) == readiness


def test_what_was_measured_is_read_again_as_stored() -> None:
    readiness = from_report({**GOOD, "relay": "tcp", "path_ms": "180", "bitrate_up_kbps": "300"})
    assert readiness.path == Path("tcp", path_ms=180, bitrate_up_kbps=300)
    assert from_mapping(readiness.as_mapping()) == readiness


def test_a_check_that_was_stored_before_there_was_a_path_is_read() -> None:
    stored = {it: value for it, value in from_report(GOOD).as_mapping().items() if it != "path"}
    assert from_mapping(stored) == from_report(GOOD)


def test_before_the_check_nothing_is_known() -> None:
    assert from_mapping(None) is None


@pytest.mark.parametrize(
    ("changed", "level"),
    [
        ({}, None),
        ({"connection": "slow"}, None),
        ({"connection": "slow", "round_trip_ms": "640"}, 0),
        (
            {
                "connection": "slow",
                "round_trip_ms": "640",
                "relay": "udp",
                "bitrate_down_kbps": "70",
            },
            None,
        ),
        ({"connection": "poor"}, 0),
        ({"connection": "poor", "relay": "udp", "bitrate_up_kbps": "90"}, 2),
    ],
)
def test_a_line_too_slow_to_be_measured_begins_without_a_picture(
    changed: dict[str, str], level: int | None
) -> None:
    assert from_report({**GOOD, **changed}).start_level == level
