"""The gate of Rapid Video Response: when a video call is not the right answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Eligibility:
    """What the call handler asked before a link may be made (content/victim_journey.md, 0)."""

    immediate_threat: bool
    suspect_near: bool
    safe_place: bool
    has_device: bool
    wants_video: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why an officer goes in person instead; empty where a link may be made."""
        found = {
            "immediate_threat": self.immediate_threat,
            "suspect_near": self.suspect_near,
            "no_safe_place": not self.safe_place,
            "no_device": not self.has_device,
            "video_not_wanted": not self.wants_video,
        }
        return tuple(reason for reason, true in found.items() if true)


QUESTIONS = tuple(field.name for field in fields(Eligibility))


def from_answers(answers: Mapping[str, str]) -> Eligibility | None:
    """The gate from "yes" and "no", or None while a question has no answer."""
    if any(answers.get(question) not in {"yes", "no"} for question in QUESTIONS):
        return None
    return Eligibility(**{question: answers[question] == "yes" for question in QUESTIONS})
