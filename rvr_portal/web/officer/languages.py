"""Languages to read, with what the officer must know about each translation."""

from __future__ import annotations

from rvr_portal import i18n
from rvr_portal.domain.languages import Language
from rvr_portal.web.render import portal

ENGLISH = "en"


def choices() -> list[tuple[str, str]]:
    """Every language of the picker, English first, by its English name."""
    known = portal().content.languages.to_read()
    rest = sorted((one for one in known if one.code != ENGLISH), key=lambda one: one.english)
    return [(ENGLISH, "English"), *((one.code, _label(one)) for one in rest)]


def note(code: str) -> str:
    """What is wrong with the translation into this language, or ""."""
    if code == ENGLISH:
        return ""
    found = i18n.find(code)
    if found is None or (found.draft and not portal().content.force.show_drafts):
        return "nobody has reviewed a translation yet: she reads English"
    return "draft translation" if found.draft else ""


def _label(language: Language) -> str:
    name = language.english
    if language.endonym and language.endonym != name:
        name = f"{name} ({language.endonym})"
    wrong = note(language.code)
    return f"{name} – {wrong}" if wrong else name
