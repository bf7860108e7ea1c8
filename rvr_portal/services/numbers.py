"""Telephone numbers of the United Kingdom that can take a text message."""

from __future__ import annotations

import re

import phonenumbers

_COUNTRY = 44
_MOBILE = re.compile(r"7(?:[1-57-9]\d{8}|624\d{6})")


def uk_mobile(text: str) -> str | None:
    """The number as +447..., or None where it is no UK mobile number."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    national = str(number.national_number)
    # Only the shape is checked: Ofcom's numbers for drama, 07700 900xxx, serve in training
    # but count as not valid.
    # 070 are personal numbers and 076 pagers, all but 07624 of the Isle of Man.
    if number.country_code != _COUNTRY or number.extension or not _MOBILE.fullmatch(national):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
