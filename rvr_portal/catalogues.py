"""The catalogue files: where a language's words stand, a force's own before the shared ones, and their faults."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import takewhile
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.support import NullTranslations, Translations

SOURCE = "en"
UNREVIEWED = "X-Reviewed-By: nobody yet"
_HERE = Path(__file__).parent
FOLDERS = (_HERE / "translations", _HERE.parent / "translations")
# What CLDR calls a language that it does not know by its own code.
CARRIERS = {"prs": "fa_AF"}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_HEADER = """\
# What a victim reads, in {name}: for a human translator, see docs/translating.md.
# X-Translated-By: nobody yet
# X-Reviewed-By: nobody yet
#"""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """The files of one language: the shared one, and the force's own, whose words come first."""

    code: str
    shared: Path | None = None
    own: Path | None = None

    @property
    def draft(self) -> bool:
        """Whether nobody has reviewed it: a file of the force's own that is whole speaks for the language."""
        whole = self.own and (self.shared is None or not self.missing(own=True))
        file = self.own if whole else self.shared
        return file is None or UNREVIEWED in head(file)

    def missing(self, *, own: bool = False) -> list[str]:
        """The messages of the template that have no translation; `own`: in the force's own file alone."""
        files = [self.own] if own else [self.shared, self.own]
        told = {_first(it) for file in files if file for it in _usable(read(file, self.code), file)}
        return [_first(it) for it in _messages(template()) if _first(it) not in told]

    def compiled(self) -> NullTranslations:
        """Its words, ready to be looked up; half a page in English would be worse than a whole one."""
        shared = _whole(self.shared, self.code) if self.shared else NullTranslations()
        if self.own is None:
            return shared
        mine = _compiled(list(_usable(read(self.own, self.code), self.own)), self.code)
        mine.add_fallback(shared)
        return mine


def found(own: Path | None) -> Mapping[str, Words]:
    """Every language that there are words of, by its code (BCP 47); `own`: the folder of a force's `<code>.po`."""
    shared = {_code(it.parts[-3]): it for it in _folder().glob("*/LC_MESSAGES/messages.po")}
    theirs = {_code(it.stem): it for it in own.glob("*.po")} if own else {}
    return {
        code: Words(code, shared.get(code), theirs.get(code)) for code in sorted(shared | theirs)
    }


def begun(words: Words, file: Path, name: str) -> None:
    """Write a file for a translator: every message, with what there is of translations."""
    files = [it for it in (words.shared, words.own) if it]
    told = {_first(it): it.string for file in files for it in _usable(read(file, words.code), file)}
    catalogue = Catalog(locale=locale_of(words.code), charset="utf-8", fuzzy=False)
    catalogue.header_comment = _HEADER.format(name=name)
    for it in _messages(template()):
        catalogue.add(it.id, told.get(_first(it), ""), flags=it.flags)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as to:
        write_po(to, catalogue, width=0)


def faults(catalogue: Catalog) -> list[str]:
    """What keeps a catalogue from being served: untranslated, fuzzy, or a placeholder lost or changed."""
    return [wrong for it in _messages(catalogue) if (wrong := _fault(it))]


def locale_of(code: str) -> Locale:
    """CLDR's rules for the language with this code."""
    return Locale.parse(CARRIERS.get(code, "en_GB" if code == SOURCE else code.replace("-", "_")))


def head(path: Path) -> str:
    """What a file says of itself, without reading on: every start asks this of all of them."""
    with path.open(encoding="utf-8") as file:
        return "".join(takewhile(lambda line: not line.startswith("msgid"), file))


def read(path: Path, code: str) -> Catalog:
    """One file."""
    with path.open("rb") as file:
        return read_po(file, locale=str(locale_of(code)))


@cache
def template() -> Catalog:
    """Every message in English."""
    with (_folder() / "messages.pot").open("rb") as file:
        return read_po(file)


def _folder() -> Path:
    return next(it for it in FOLDERS if it.is_dir())


def _code(name: str) -> str:
    return name.replace("_", "-")


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (it for it in catalogue if it.id)


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def _first(message: Message) -> str:
    return _ids(message)[0]


def _fault(message: Message) -> str:
    ids, told = _ids(message), message.string
    texts = [it or "" for it in (told if isinstance(told, tuple | list) else (told,))]
    if message.fuzzy or not all(texts):
        return f"not translated: {ids[0]}"
    wanted = {name for one in ids for name in _PLACEHOLDER.findall(one)}
    kept = set(_PLACEHOLDER.findall(texts[-1])) == set(_PLACEHOLDER.findall(ids[-1]))
    if not kept or any(set(_PLACEHOLDER.findall(one)) - wanted for one in texts):
        return f"placeholder lost or changed: {ids[0]}"
    return ""


def _usable(catalogue: Catalog, path: Path) -> Iterator[Message]:
    for message in _messages(catalogue):
        wrong = _fault(message)
        if not wrong:
            yield message
        elif wrong.startswith("placeholder"):
            _log.error("%s: %s", path, wrong)


def _whole(path: Path, code: str) -> NullTranslations:
    catalogue = read(path, code)
    wrong = faults(catalogue)
    if wrong:
        _log.error("%s is not used: %s (%d in all)", path, wrong[0], len(wrong))
        return NullTranslations()
    return _compiled(list(_messages(catalogue)), code)


def _compiled(messages: list[Message], code: str) -> Translations:
    catalogue = Catalog(locale=locale_of(code), charset="utf-8")
    for it in messages:
        catalogue.add(it.id, it.string)
    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return Translations(file)
