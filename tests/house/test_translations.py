"""The catalogues: fresh, complete, and with nothing in them that breaks a page or gives her away."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from rvr_portal import catalogues, i18n
from rvr_portal.adapters.content import load_content
from rvr_portal.domain import sms
from rvr_portal.domain.languages import Language
from rvr_portal.services.texts import WORDS
from tests.house.tree import PACKAGE, ROOT

FOLDER = ROOT / "translations"
CATALOGUES = sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))
FORCES = sorted(it.parent.name for it in PACKAGE.glob("content/forces/*/force.toml"))
# The longest address that a text may carry: a host of 20 letters, /j/ and a token.
LINK = "https://" + "h" * 68

_CONTENT = load_content()
_NUMBER = re.compile(r"\d+")
_TAG = re.compile(r"<[^>]+>|&\w+;")
_QUOTED = re.compile(r"“([^”]+)”")


def _read(path: Path) -> Catalog:
    locale = path.parts[-3] if path.suffix == ".po" else None
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def _messages(catalogue: Catalog) -> list[Message]:
    return [it for it in catalogue if it.id]


def _pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    """Each message with its translation; of a plural, the last form of both."""
    found = []
    for it in _messages(catalogue):
        one = it.id[-1] if isinstance(it.id, tuple | list) else it.id
        told = it.string[-1] if isinstance(it.string, tuple | list) else it.string
        found.append((str(one), str(told or "")))
    return found


def _language(path: Path) -> str:
    return path.parts[-3]


def _not_kept(pattern: re.Pattern[str], catalogue: Catalog) -> list[str]:
    """Messages whose translation does not hold the same matches, however they are ordered."""
    return [
        f"{told!r} does not keep what {one!r} has"
        for one, told in _pairs(catalogue)
        if Counter(pattern.findall(one)) != Counter(pattern.findall(told))
    ]


def test_the_template_is_fresh() -> None:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(PACKAGE, methods, options, comment_tags=("Translators:",))
    extracted = {message for _, _, message, _, _ in found}
    committed = {it.id for it in _messages(_read(FOLDER / "messages.pot"))}
    assert (extracted - committed, committed - extracted) == (set(), set()), "run `make messages`"


def test_the_template_changes_only_with_the_words() -> None:
    text = (FOLDER / "messages.pot").read_text("utf-8")
    assert [it for it in ("#: ", "Date", str(ROOT), "@") if it in text] == []


def test_messages_neither_start_nor_end_with_a_blank() -> None:
    ids = [one for one, _ in _pairs(_read(FOLDER / "messages.pot"))]
    assert [it for it in ids if it != it.strip() or "\n" in it or "  " in it] == []


def test_there_is_a_catalogue() -> None:
    assert CATALOGUES


@pytest.mark.parametrize("path", CATALOGUES, ids=_language)
class TestCatalogue:
    def test_has_the_messages_of_the_template(self, path: Path) -> None:
        wanted = {it.id for it in _messages(_read(FOLDER / "messages.pot"))}
        assert {it.id for it in _messages(_read(path))} == wanted, "run `make messages`"

    def test_is_complete_and_keeps_placeholders(self, path: Path) -> None:
        assert catalogues.faults(_read(path)) == []

    def test_is_offered(self, path: Path) -> None:
        assert i18n.find(_language(path).replace("_", "-"))

    def test_keeps_tags_so_that_a_translation_adds_no_markup(self, path: Path) -> None:
        assert _not_kept(_TAG, _read(path)) == []

    def test_keeps_numbers_in_latin_digits(self, path: Path) -> None:
        wrong = [
            (one, told)
            for one, told in _pairs(_read(path))
            if set(_NUMBER.findall(one)) != set(_NUMBER.findall(told))
        ]
        assert wrong == []

    def test_neither_starts_nor_ends_with_a_blank(self, path: Path) -> None:
        assert [told for _, told in _pairs(_read(path)) if told != told.strip()] == []

    def test_names_a_button_as_the_button_is_called(self, path: Path) -> None:
        told = dict(_pairs(_read(path)))
        wrong = [
            f"“{told[button]}” is not in {text!r}"
            for one, text in told.items()
            for button in _QUOTED.findall(one)
            if button in told and f"“{told[button]}”" not in text
        ]
        assert wrong == []

    def test_says_who_translated_and_who_reviewed_it(self, path: Path) -> None:
        header = path.read_text("utf-8").split("msgid", 1)[0]
        assert re.search(r"^# X-Translated-By: \S", header, re.MULTILINE)
        assert re.search(r"^# X-Reviewed-By: \S", header, re.MULTILINE)


@pytest.mark.parametrize("wording", WORDS)
@pytest.mark.parametrize("code", i18n.languages())
class TestTextMessage:
    def test_fits_one_part(self, code: str, wording: str) -> None:
        text = i18n.text(code, WORDS[wording], link=LINK, time="14:30")
        cost = sms.cost(text)
        if _alphabet(code) != "ucs2":
            assert cost.alphabet == "GSM-7", "choose words without the letters that GSM-7 lacks"
            assert cost.parts == 1, f"{cost.units} units, at most 160"

    def test_is_neutral(self, code: str, wording: str) -> None:
        text = i18n.text(code, WORDS[wording], link=LINK, time="14:30")
        assert sms.faults(text) == ()
        assert _given_away(text, code) == []


@pytest.mark.parametrize("force", FORCES)
@pytest.mark.parametrize("code", i18n.languages())
def test_the_title_gives_nothing_away(force: str, code: str) -> None:
    assert _given_away(str(load_content(force=force).force.title.text(code)), code) == []


@pytest.mark.parametrize("text", ["Police appointment", "Neges gan yr heddlu", "A swyddog", "RVR"])
def test_a_word_that_gives_away_is_seen(text: str) -> None:
    assert _given_away(text, "cy")


def _given_away(text: str, code: str) -> list[str]:
    words = (*_known("en").gives_away, *_known(code).gives_away)
    return [it for it in words if it in text.lower()]


def _alphabet(code: str) -> str | None:
    return _known(code).sms


def _known(code: str) -> Language:
    language = _CONTENT.languages.get(code)
    assert language, f"{code} is not in content/languages.toml"
    return language
