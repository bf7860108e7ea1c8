"""Languages: catalogues read at the start, the one that a reader gets, and its direction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime, format_time, get_day_names
from babel.support import NullTranslations

from rvr_portal import catalogues, pseudo
from rvr_portal.catalogues import Words, locale_of

SOURCE = catalogues.SOURCE
LOCAL = ZoneInfo("Europe/London")
# What browsers say for a script, by CLDR's likely subtags.
_ALIASES = {
    "zh": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-MO": "zh-Hant",
    "fa-AF": "prs",
}
_own: list[Path] = []


@dataclass(frozen=True)
class Language:
    """One language of the pages; `code` is BCP 47; a draft is one that no reader has reviewed."""

    code: str
    endonym: str
    direction: str
    locale: Locale
    draft: bool
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]

    def clock(self, moment: datetime) -> str:
        """The local time of day, 24 hours, in Latin digits whatever the language."""
        return format_time(moment.astimezone(LOCAL), "HH:mm", locale="en_GB")

    def day(self, moment: datetime) -> str:
        """The local day and time, with Latin digits."""
        local = moment.astimezone(LOCAL)
        return format_datetime(local, "EEEE d MMMM, HH:mm", locale=self.locale)

    def days(self, first: int, last: int) -> str:
        """A run of weekdays, Monday being 0."""
        names = get_day_names("abbreviated", locale=self.locale)
        return names[first] if first == last else f"{names[first]}–{names[last]}"


def use(own: Path) -> None:
    """From now on the words of this folder, a `<code>.po` each, come before the shared ones: a force's own."""
    _own[:] = [own]
    languages.cache_clear()


def own_folder() -> Path:
    """The folder that `use` named."""
    return _own[0]


@cache
def languages() -> Mapping[str, Language]:
    """Every language that there is a catalogue of; English, the source, first."""
    ours = {SOURCE: _language(SOURCE, NullTranslations, draft=False)}
    for code, words in catalogues.found(_own[0] if _own else None).items():
        # A language that is the force's own alone has nothing to fall back on but English.
        if words.shared or not words.missing():
            ours[code] = _language(code, _reader(words), draft=words.draft)
    return ours


@cache
def pseudo_languages() -> Mapping[str, Language]:
    """Made-up languages that show, before any translator works, what is not marked or does not fit."""
    return {
        code: Language(
            code, name, direction, Locale.parse("en_GB"), False, pseudo.gettext, pseudo.ngettext
        )
        for code, name, direction in pseudo.LANGUAGES
    }


def language(code: str | None) -> Language:
    """The language with this code, or English."""
    return find(code) or languages()[SOURCE]


def find(code: str | None, *, with_pseudo: bool = False) -> Language | None:
    """The language with this code, a shorter form of it, or None."""
    known = {**languages(), **(pseudo_languages() if with_pseudo else {})}
    tag = code or ""
    while tag:
        found = known.get(tag) or known.get(_ALIASES.get(tag, ""))
        if found:
            return found
        tag = tag.rpartition("-")[0]
    return None


def text(code: str, message: str, **values: str) -> str:
    """One message in one language."""
    return language(code).gettext(message) % values


def _language(code: str, read: Callable[[], NullTranslations], *, draft: bool) -> Language:
    locale = locale_of(code)
    name = (locale.get_display_name() or code) if code != SOURCE else "English"
    return Language(
        code,
        name[:1].upper() + name[1:],
        locale.text_direction,
        locale,
        draft,
        lambda message: read().gettext(message),
        lambda one, many, number: read().ngettext(one, many, number),
    )


def _reader(words: Words) -> Callable[[], NullTranslations]:
    """Reads the catalogue when its first word is wanted: thirty of them would hold up every start."""
    return cache(words.compiled)
