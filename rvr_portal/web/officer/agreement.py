"""The form for safe contact, as it is agreed with her on the telephone."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, SelectChoice, SelectField, StringField, TimeField
from wtforms.validators import Length, Optional, ValidationError

from rvr_portal.domain.contact import SafeContact
from rvr_portal.domain.needs import name_to_use
from rvr_portal.i18n import LOCAL
from rvr_portal.services.numbers import uk_mobile
from rvr_portal.web.officer.sending_words import WORDINGS

_LONGEST_AHEAD = timedelta(hours=12)
_SHORT = Length(max=40, message="Use at most 40 characters")


class Agreement(FlaskForm):  # type: ignore[misc]
    """Number, hours, what may come there, and the words that prove who is who."""

    number = StringField("Mobile number", [Length(max=40)])
    text_is_safe = BooleanField("She says that a text message to this number is safe now")
    ring_is_safe = BooleanField("She says that a call to this number is safe")
    voicemail_is_safe = BooleanField("She says that a message on its voicemail is safe")
    safe_from = TimeField("Safe from", [Optional()])
    safe_until = TimeField("Safe until", [Optional()])
    rung_by = StringField("Who rings her", [_SHORT])
    wording = SelectField(
        "Words of the text message", choices=[SelectChoice(*it) for it in WORDINGS.items()]
    )
    key_word = StringField("Key word", [_SHORT])
    check_word = StringField("Check word", [_SHORT])
    now: datetime

    def __init__(self, now: datetime, **fields: object) -> None:
        super().__init__(**fields)
        self.now = now

    def contact(self) -> SafeContact:
        """What was agreed."""
        number = self.number.data or None
        return SafeContact(
            number=number,
            text_is_safe=bool(self.text_is_safe.data and number),
            ring_is_safe=bool(self.ring_is_safe.data and number),
            voicemail_is_safe=bool(self.voicemail_is_safe.data and self.ring_is_safe.data),
            safe_from=self._from(),
            safe_until=self._until(),
            rung_by=name_to_use(self.rung_by.data or ""),
            wording=self.wording.data,
            key_word=name_to_use(self.key_word.data or ""),
            check_word=name_to_use(self.check_word.data or ""),
        )

    def clear_contact(self) -> None:
        """Where no text is sent and nobody rings, nothing about it needs to be right."""
        self.number.data, self.safe_from.data, self.safe_until.data = "", None, None
        for tick in (self.text_is_safe, self.ring_is_safe, self.voicemail_is_safe):
            tick.data = False

    def validate_number(self, field: Field) -> None:
        """A UK mobile, kept as +447..."""
        if not (field.data or "").strip():
            field.data = ""
            if self.text_is_safe.data or self.ring_is_safe.data:
                raise ValidationError("Enter the number that it is safe for")
            return
        number = uk_mobile(field.data)
        if number is None:
            raise ValidationError("Enter a UK mobile number, like 07700 900123")
        field.data = number

    def validate_text_is_safe(self, field: Field) -> None:
        """A text that is safe is safe until some time."""
        self._needs_an_end(field)

    def validate_ring_is_safe(self, field: Field) -> None:
        """So is a call."""
        self._needs_an_end(field)

    def validate_voicemail_is_safe(self, field: Field) -> None:
        """Nobody speaks on a voicemail without a call."""
        if field.data and not self.ring_is_safe.data:
            raise ValidationError("Tick first that a call is safe")

    def validate_safe_until(self, field: Field) -> None:
        """A time that is still to come: today, or in the night that follows."""
        until = self._until()
        if until is None:
            return
        today = until.date() == self.now.astimezone(LOCAL).date()
        if not today and until - self.now > _LONGEST_AHEAD:
            raise ValidationError("That time has passed")
        begins = self._from()
        if begins and begins >= until:
            raise ValidationError("Enter a time after the one from which it is safe")

    def _needs_an_end(self, field: Field) -> None:
        if field.data and self.safe_until.data is None and not self.safe_until.errors:
            raise ValidationError("Enter the time until which it is safe")

    def _until(self) -> datetime | None:
        return next_time(self.safe_until.data, self.now) if self.safe_until.data else None

    def _from(self) -> datetime | None:
        """Today, also where that time has passed; else the next such time."""
        clock, until = self.safe_from.data, self._until()
        if not clock:
            return None
        begins = next_time(clock, self.now)
        earlier = begins - timedelta(days=1)
        today = self.now.astimezone(LOCAL).date() == earlier.date()
        return earlier if until and begins >= until and today else begins


def agreement(now: datetime, known: SafeContact) -> Agreement:
    """The form for agreeing again: whether and when contact is safe must be asked anew."""
    return Agreement(
        now,
        data={
            "number": known.number or "",
            "wording": known.wording,
            "rung_by": known.rung_by,
            "key_word": known.key_word,
            "check_word": known.check_word,
        },
    )


def next_time(clock: time, now: datetime) -> datetime:
    """The next moment at which it is this time in the United Kingdom."""
    local = now.astimezone(LOCAL)
    moment = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return moment if moment > local else moment + timedelta(days=1)
