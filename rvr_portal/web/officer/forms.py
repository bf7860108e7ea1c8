"""The console's forms: what is asked, and what is wrong with an answer."""

from __future__ import annotations

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length

from rvr_portal.domain.check_word import new_check_word
from rvr_portal.domain.eligibility import QUESTIONS, Eligibility, from_answers
from rvr_portal.domain.needs import name_to_use
from rvr_portal.services.private import Private
from rvr_portal.web.officer import words
from rvr_portal.web.officer.agreement import Agreement
from rvr_portal.web.officer.languages import choices

_YES_NO = [SelectChoice("yes", "Yes"), SelectChoice("no", "No")]


def _question(code: str) -> RadioField:
    return RadioField(
        words.QUESTIONS[code], choices=_YES_NO, validators=[InputRequired("Answer yes or no")]
    )


class Introduction(FlaskForm):  # type: ignore[misc]
    """The gate of Rapid Video Response, and who she is."""

    immediate_threat = _question("immediate_threat")
    suspect_near = _question("suspect_near")
    safe_place = _question("safe_place")
    has_device = _question("has_device")
    wants_video = _question("wants_video")
    called = StringField("What to call her", [Length(max=60)])
    reference = StringField("Reference", [Length(max=60, message="Use at most 60 characters")])
    language = SelectField("Language to read")

    def stopped(self) -> bool:
        """Whether an answer already means that an officer goes in person."""
        return any(self[code].data == answer for code, answer in words.STOPPERS.items())

    def gate(self) -> Eligibility | None:
        """The answers to the five questions."""
        return from_answers({code: self[code].data or "" for code in QUESTIONS})


class NewVisit(Introduction, Agreement):
    """What is asked before a visit is made."""

    def __init__(self, now: datetime, **fields: object) -> None:
        super().__init__(now, **fields)
        self.language.choices = [SelectChoice(*it) for it in choices()]
        if self.stopped():
            self.clear_contact()

    def private(self) -> Private:
        """What is kept sealed."""
        return Private(
            contact=self.contact(),
            called=name_to_use(self.called.data or ""),
            reference=name_to_use(self.reference.data or ""),
        )


def new_visit(now: datetime) -> NewVisit:
    """The form of this request, with a fresh check word where none was sent."""
    return NewVisit(now, data={"check_word": new_check_word(), "language": "en"})


def problems(form: FlaskForm) -> list[tuple[str, str]]:
    """Where each problem is, and a sentence that names the question."""
    return [
        (
            field.id if not isinstance(field, RadioField) else f"{field.id}-0",
            f"{_named(field)}: {field.errors[0]}",
        )
        # In the order of the page: what comes from Agreement stands last.
        for field in sorted(form, key=lambda it: hasattr(Agreement, it.name))
        if field.errors
    ]


def _named(field: Field) -> str:
    return str(field.label.text).rstrip("?")
