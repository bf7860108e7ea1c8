"""Telephone numbers in text that runs from right to left."""

from __future__ import annotations

import re

from flask import Flask
from markupsafe import Markup, escape

from rvr_portal.web.languages import language

# Between two groups of digits a blank takes the direction of the text, and the groups change places.
_GROUPS = re.compile(r"\+?\d+(?: \d+)+")


def install(app: Flask) -> None:
    """Give templates the filter."""
    app.add_template_filter(numbers)


def numbers(text: object) -> Markup:
    """The text with each number of several groups kept in its order."""
    safe = escape(str(text))
    if language().direction == "ltr":
        return safe
    # Escaped above; digits, blanks and a plus are all that is put into the tag.
    return Markup(_GROUPS.sub(lambda it: f'<bdi dir="ltr">{it[0]}</bdi>', safe))  # noqa: S704
