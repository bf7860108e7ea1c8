"""The gate: each reason against a video call sends an officer instead, and silence is no answer."""

from __future__ import annotations

import pytest

from rvr_portal.domain.eligibility import QUESTIONS, from_answers

RIGHT = {
    "immediate_threat": "no", "suspect_near": "no", "safe_place": "yes", "has_device": "yes",
    "wants_video": "yes",
}  # fmt: skip
REASONS = {
    "immediate_threat": "immediate_threat", "suspect_near": "suspect_near",
    "safe_place": "no_safe_place", "has_device": "no_device", "wants_video": "video_not_wanted",
}  # fmt: skip


def reasons(**changed: str) -> tuple[str, ...]:
    gate = from_answers({**RIGHT, **changed})
    assert gate is not None
    return gate.reasons


def test_where_all_is_right_a_link_may_be_made() -> None:
    assert reasons() == ()


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_wrong_answer_is_a_reason(question: str) -> None:
    wrong = "no" if RIGHT[question] == "yes" else "yes"
    assert reasons(**{question: wrong}) == (REASONS[question],)


def test_every_reason_is_told() -> None:
    wrong = {it: "no" if answer == "yes" else "yes" for it, answer in RIGHT.items()}
    assert set(reasons(**wrong)) == set(REASONS.values())


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("answer", [None, "", "on", "Yes", "true"])
def test_a_question_without_a_plain_answer_keeps_the_gate_shut(
    question: str, answer: str | None
) -> None:
    told = {it: value for it, value in {**RIGHT, question: answer}.items() if value is not None}
    assert from_answers(told) is None


def test_the_gate_asks_exactly_these_questions() -> None:
    assert set(QUESTIONS) == set(RIGHT)
