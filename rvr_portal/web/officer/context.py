"""What every template of the console may use."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from flask import g

from rvr_portal.domain.account import Permission
from rvr_portal.domain.quiet import page_number
from rvr_portal.domain.visit import Event
from rvr_portal.i18n import LOCAL
from rvr_portal.services import sign_in
from rvr_portal.web.officer import languages, leaving_words, sending_words, story, words
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.meeting import held
from rvr_portal.web.render import portal


@officer.context_processor
def context() -> dict[str, object]:
    """The officer who looks, and the words for codes."""
    return {
        "me": g.get("officer"),
        "words": words,
        "leaving": leaving_words,
        "sending_words": sending_words,
        "act_words": story.ACTS,
        "Event": Event,
        "Permission": Permission,
        "clock": clock,
        "exactly": exactly,
        "language_name": language_name,
        "language_note": languages.note,
        "held": held,
        "page_number": page_number,
    }


def clock(moment: datetime) -> str:
    """Local time as people say it; the day only where it is not today."""
    local = moment.astimezone(LOCAL)
    today = portal().now().astimezone(LOCAL).date()
    return local.strftime("%H:%M" if local.date() == today else "%-d %B %H:%M")


def exactly(moment: datetime) -> str:
    """Local time with day and seconds, for records."""
    return moment.astimezone(LOCAL).strftime("%-d %b %Y %H:%M:%S")


def language_name(code: str) -> str:
    """The English name of a language."""
    found = portal().content.languages.get(code)
    return found.english if found else code


def names() -> Mapping[str, str]:
    """Officers' names by id, for records."""
    return {it.id: it.name or it.email for it in sign_in.officers(portal())}


def digest(*shown: object) -> str:
    """A short mark of what a live part shows, so that nothing new can be answered with 204."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]
