"""Telephone numbers of the United Kingdom that can take a text message."""

from __future__ import annotations

import phonenumbers

_COUNTRY = 44
_DIGITS = 10


def uk_mobile(text: str) -> str | None:
    """The number as +447..., or None where it is no UK mobile number."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    national = str(number.national_number)
    # Only the shape is checked: Ofcom's numbers for drama, 07700 900xxx, are not "valid" but serve in training.
    # 070 are personal numbers and 076 pagers, all but 07624 of the Isle of Man.
    if number.country_code != _COUNTRY or len(national) != _DIGITS or national[0] != "7":
        return None
    if national[1] in "06" and not national.startswith("7624"):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
