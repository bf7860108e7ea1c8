"""Means of contact: numbers, addresses and hours, checked so that a slip never reaches a page."""

from __future__ import annotations

import re
from datetime import time
from urllib.parse import urlsplit

import phonenumbers

from rvr_portal.adapters.content.table import Table
from rvr_portal.domain.support import Hours, Opening, Phone, Sms

MEANS = ("phone", "video", "sms", "webchat", "web", "email", "bsl")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RANGE = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_SHORT_CODE = 6


def phone(contact: Table) -> Phone | None:
    """The contact's telephone number."""
    table = contact.table("phone")
    if table is None:
        return None
    display, dial, e164 = _number(table)
    how = table.maybe_words("how")
    table.done()
    return Phone(display, dial, e164, how)


def sms(contact: Table) -> Sms | None:
    """The contact's number for text messages."""
    table = contact.table("sms")
    if table is None:
        return None
    display, dial, e164 = _number(table)
    keyword, how = table.maybe_text("keyword"), table.maybe_words("how")
    table.done()
    return Sms(display, dial, e164, keyword, how)


def email(contact: Table) -> str | None:
    """The contact's email address."""
    value = contact.maybe_text("email")
    if value is not None and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", value):
        raise contact.error(f'"{value}" is not an email address', "email")
    return value


def web_address(table: Table, key: str) -> str | None:
    """An address that a victim may tap: https, or it could be read on the way."""
    value = table.maybe_text(key)
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme != "https" or "." not in parts.netloc or re.search(r"\s|@", value):
        raise table.error(f'{key} "{value}" is not an https address', key)
    return value


def hours(contact: Table) -> tuple[Hours, ...]:
    """When each means of contact is answered."""
    table = contact.table("hours")
    if table is None:
        return ()
    unknown = [means for means in table.names() if means not in MEANS]
    if unknown:
        raise table.error(f'unknown means "{unknown[0]}": one of {", ".join(MEANS)}', unknown[0])
    return tuple(_hours(table, means) for means in table.names())


def _hours(table: Table, means: str) -> Hours:
    value = table.take(means, object)
    if value == "24h":
        return Hours(means)
    if not isinstance(value, dict) or not value:
        raise table.error(f'hours of {means} must be "24h" or days with hours', means)
    openings = [_opening(table, means, days, text) for days, text in value.items()]
    return Hours(means, tuple(openings))


def _opening(table: Table, means: str, days: str, text: object) -> Opening:
    first, dash, last = days.partition("-")
    named = (first, last if dash else first)
    if any(day not in _DAYS for day in named) or _DAYS.index(named[0]) > _DAYS.index(named[1]):
        raise table.error(
            f'unknown days "{days}": mon to sun, or a run such as mon-fri', means, days
        )
    found = _RANGE.fullmatch(text) if isinstance(text, str) else None
    try:
        opens, closes = _times(found)
    except ValueError:
        raise table.error(f'hours "{text}" must look like "09:00-17:30"', means, days) from None
    return Opening(_DAYS.index(named[0]), _DAYS.index(named[1]), opens, closes)


def _times(found: re.Match[str] | None) -> tuple[time, time]:
    if found is None:
        raise ValueError
    hour, minute, to_hour, to_minute = map(int, found.groups())
    return time(hour, minute), time(to_hour, to_minute)


def _number(table: Table) -> tuple[str, str, str | None]:
    display, dial, e164 = table.text("display"), table.text("dial"), table.maybe_text("e164")
    if not re.fullmatch(r"[0-9]{3,15}", dial):
        raise table.error(f'dial "{dial}" must be digits only', "dial")
    if display.replace(" ", "") != dial:
        raise table.error(
            f'display "{display}" and dial "{dial}" are not the same number', "display"
        )
    if e164 is None and len(dial) > _SHORT_CODE:
        raise table.error(f'"{dial}" is no short code: e164 is missing', "dial")
    if e164 is not None and not _possible(e164, dial):
        raise table.error(f'e164 "{e164}" is not a possible number or not that of dial', "e164")
    return display, dial, e164


def _possible(e164: str, dial: str) -> bool:
    try:
        number = phonenumbers.parse(e164)
        dialled = phonenumbers.parse(dial, "GB")
    except phonenumbers.NumberParseException:
        return False
    canonical = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return number == dialled and canonical == e164 and phonenumbers.is_possible_number(number)
