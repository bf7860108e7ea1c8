"""Languages: catalogues read at the start, the one that a reader gets, and its direction."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime, format_time, get_day_names
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from rvr_portal import pseudo

SOURCE = "en"
UNREVIEWED = "X-Reviewed-By: nobody yet"
LOCAL = ZoneInfo("Europe/London")
_HERE = Path(__file__).parent
FOLDERS = (_HERE / "translations", _HERE.parent / "translations")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_log = logging.getLogger(__name__)


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


def faults(catalogue: Catalog) -> list[str]:
    """What keeps a catalogue from being served: untranslated, fuzzy, or a placeholder lost or changed."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        told = message.string
        texts = [it or "" for it in (told if isinstance(told, tuple | list) else (told,))]
        wanted = {name for one in ids for name in _PLACEHOLDER.findall(one)}
        if message.fuzzy or not all(texts):
            found.append(f"not translated: {ids[0]}")
        elif any(set(_PLACEHOLDER.findall(one)) - wanted for one in texts) or set(
            _PLACEHOLDER.findall(texts[-1])
        ) != set(_PLACEHOLDER.findall(ids[-1])):
            found.append(f"placeholder lost or changed: {ids[0]}")
    return found


@cache
def languages() -> Mapping[str, Language]:
    """Every language that is complete; English, the source, first."""
    found = {SOURCE: _language(SOURCE, NullTranslations(), Locale.parse("en_GB"), draft=False)}
    folder = next((it for it in FOLDERS if it.is_dir()), None)
    for path in sorted(folder.glob("*/LC_MESSAGES/messages.po")) if folder else ():
        locale = Locale.parse(path.parts[-3])
        with path.open("rb") as file:
            catalogue = read_po(file, locale=str(locale))
        wrong = faults(catalogue)
        if wrong:
            _log.error("%s is not served: %s (%d in all)", path.parts[-3], wrong[0], len(wrong))
            continue
        code = path.parts[-3].replace("_", "-")
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        draft = UNREVIEWED in catalogue.header_comment
        found[code] = _language(code, Translations(compiled), locale, draft=draft)
    return found


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
    return known.get(code or "") or known.get((code or "").split("-")[0])


def text(code: str, message: str, **values: str) -> str:
    """One message in one language."""
    return language(code).gettext(message) % values


def _language(code: str, catalogue: NullTranslations, locale: Locale, *, draft: bool) -> Language:
    name = (locale.get_display_name() or code) if code != SOURCE else "English"
    return Language(
        code,
        name[:1].upper() + name[1:],
        locale.text_direction,
        locale,
        draft,
        catalogue.gettext,
        catalogue.ngettext,
    )
