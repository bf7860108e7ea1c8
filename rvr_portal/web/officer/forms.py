"""The console's forms: what is asked, and what is wrong with an answer."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from rvr_portal.domain.contact import SafeContact, new_check_word
from rvr_portal.domain.eligibility import QUESTIONS, Eligibility, from_answers
from rvr_portal.domain.needs import name_to_use
from rvr_portal.i18n import LOCAL
from rvr_portal.services.numbers import uk_mobile
from rvr_portal.services.private import Private
from rvr_portal.web.officer import words
from rvr_portal.web.officer.languages import choices

_YES_NO = [SelectChoice("yes", "Yes"), SelectChoice("no", "No")]
_LONGEST_AHEAD = timedelta(hours=12)


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


class Agreement(FlaskForm):  # type: ignore[misc]
    """Safe contact, as agreed with her on the telephone."""

    number = StringField("Mobile number", [Length(max=40)])
    text_is_safe = BooleanField("She says that a text message to this number is safe now")
    safe_until = TimeField("A text is safe until", [Optional()])
    wording = SelectField(
        "Words of the text message", choices=[SelectChoice(*it) for it in words.WORDINGS.items()]
    )
    key_word = StringField("Key word", [Length(max=40, message="Use at most 40 characters")])
    check_word = StringField("Check word", [Length(max=40, message="Use at most 40 characters")])
    now: datetime

    def __init__(self, now: datetime, **fields: object) -> None:
        super().__init__(**fields)
        self.now = now

    def contact(self) -> SafeContact:
        """What was agreed."""
        until = self.safe_until.data
        return SafeContact(
            number=self.number.data or None,
            text_is_safe=bool(self.text_is_safe.data and self.number.data),
            safe_until=next_time(until, self.now) if until else None,
            wording=self.wording.data,
            key_word=name_to_use(self.key_word.data or ""),
            check_word=name_to_use(self.check_word.data or ""),
        )

    def validate_number(self, field: Field) -> None:
        """A UK mobile, kept as +447..."""
        if not (field.data or "").strip():
            field.data = ""
            if self.text_is_safe.data:
                raise ValidationError("Enter the number that a text is safe for")
            return
        number = uk_mobile(field.data)
        if number is None:
            raise ValidationError("Enter a UK mobile number, like 07700 900123")
        field.data = number

    def validate_text_is_safe(self, field: Field) -> None:
        """A text that is safe is safe until some time."""
        if field.data and self.safe_until.data is None and not self.safe_until.errors:
            raise ValidationError("Enter the time until which a text is safe")

    def validate_safe_until(self, field: Field) -> None:
        """A time that is still to come: today, or in the night that follows."""
        if not field.data:
            return
        until = next_time(field.data, self.now)
        today = until.date() == self.now.astimezone(LOCAL).date()
        if not today and until - self.now > _LONGEST_AHEAD:
            raise ValidationError("That time has passed")


class NewVisit(Introduction, Agreement):
    """What is asked before a visit is made."""

    def __init__(self, now: datetime, **fields: object) -> None:
        super().__init__(now, **fields)
        self.language.choices = [SelectChoice(*it) for it in choices()]
        # Where the gate says no, no text is sent, and nothing about one needs to be right.
        if self.stopped():
            self.number.data, self.text_is_safe.data, self.safe_until.data = "", False, None

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


def agreement(now: datetime, known: SafeContact) -> Agreement:
    """The form for agreeing again: whether and until when a text is safe must be asked anew."""
    return Agreement(
        now,
        data={
            "number": known.number or "",
            "wording": known.wording,
            "key_word": known.key_word,
            "check_word": known.check_word,
        },
    )


def next_time(clock: time, now: datetime) -> datetime:
    """The next moment at which it is this time in the United Kingdom."""
    local = now.astimezone(LOCAL)
    moment = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return moment if moment > local else moment + timedelta(days=1)


def problems(form: FlaskForm) -> list[tuple[str, str]]:
    """Where each problem is, and a sentence that names the question."""
    return [
        (
            field.id if not isinstance(field, RadioField) else f"{field.id}-0",
            f"{_named(field)}: {field.errors[0]}",
        )
        for field in form
        if field.errors
    ]


def _named(field: Field) -> str:
    return str(field.label.text).rstrip("?")
