"""The words of text messages (content/sms_templates.md): neutral, one part where the language allows."""

from __future__ import annotations

from datetime import datetime

from rvr_portal import i18n
from rvr_portal.domain.visit import Visit


def _(message: str) -> str:
    """Marks a message for translation."""
    return message


WORDS = {
    "link_plain": _(
        "Here is the link for your video appointment: %(link)s It works once and stops at %(time)s."
    ),
    "link_short": _("Your link: %(link)s Works until %(time)s."),
    "link_new": _("The earlier link has been replaced. New link: %(link)s Works until %(time)s."),
}


def text_of(visit: Visit, wording: str, url: str, until: datetime) -> str:
    """A text message in the language that she reads; the time is local, 24 hours, without a date."""
    language = i18n.language(visit.language)
    return i18n.text(language.code, WORDS[wording], link=url, time=language.clock(until))
