"""Languages: which one a reader gets, how days and times are written, and what keeps a catalogue out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from babel import Locale
from babel.messages.catalog import Catalog

from rvr_portal import catalogues, i18n, pseudo

WINTER = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def a_language(tag: str) -> i18n.Language:
    locale = Locale.parse(tag)
    return i18n.Language(
        tag, tag, locale.text_direction, locale, False, pseudo.gettext, pseudo.ngettext
    )  # fmt: skip


def a_catalogue(message: str | tuple[str, str], told: str | tuple[str, ...] | None) -> Catalog:
    catalogue = Catalog(locale="cy")
    catalogue.add(message, told)
    return catalogue


class TestFind:
    def test_english_is_always_there_and_first(self) -> None:
        assert next(iter(i18n.languages())) == "en"

    def test_a_longer_form_finds_the_shorter_one(self) -> None:
        found = i18n.find("en-GB")
        assert found
        assert found.code == "en"

    def test_welsh_is_called_by_its_own_name(self) -> None:
        found = i18n.find("cy")
        assert found
        assert (found.endonym, found.direction) == ("Cymraeg", "ltr")

    @pytest.mark.parametrize("code", ["", None, "xx", "xx-GB", "../../etc/passwd", "EN"])
    def test_an_unknown_code_finds_nothing(self, code: str | None) -> None:
        assert i18n.find(code) is None

    @pytest.mark.parametrize("code", ["", None, "xx"])
    def test_an_unknown_language_is_read_in_english(self, code: str | None) -> None:
        assert i18n.language(code).code == "en"

    def test_pseudo_languages_are_found_only_where_they_are_asked_for(self) -> None:
        assert i18n.language("ar-XB").code == "ar"
        assert i18n.language("en-XA").code == "en"
        found = i18n.find("ar-XB", with_pseudo=True)
        assert found
        assert found.direction == "rtl"


class TestText:
    def test_values_are_put_in(self) -> None:
        assert i18n.text("cy", "Call %(number)s", number="101") == "Ffonio 101"

    def test_an_unknown_message_stays_as_it_is(self) -> None:
        assert i18n.text("cy", "Nobody has marked this") == "Nobody has marked this"


class TestTime:
    def test_the_clock_is_local_and_has_24_hours(self) -> None:
        assert i18n.language("en").clock(WINTER) == "14:05"
        assert i18n.language("en").clock(SUMMER) == "00:30"

    @pytest.mark.parametrize("tag", ["ar_EG", "fa", "bn", "ckb", "ps", "my", "cy"])
    def test_digits_are_latin_in_every_language(self, tag: str) -> None:
        language = a_language(tag)
        assert language.clock(WINTER) == "14:05"
        digits = [it for it in language.day(WINTER) if it.isdigit()]
        assert "".join(digits) == "241405"

    def test_the_day_is_local(self) -> None:
        assert i18n.language("en").day(WINTER) == "Tuesday 24 November, 14:05"
        assert i18n.language("en").day(SUMMER) == "Thursday 2 July, 00:30"
        assert i18n.language("cy").day(WINTER) == "Dydd Mawrth 24 Tachwedd, 14:05"

    def test_a_run_of_weekdays(self) -> None:
        assert i18n.language("en").days(0, 4) == "Mon–Fri"
        assert i18n.language("en").days(5, 5) == "Sat"
        assert i18n.language("cy").days(0, 4) == "Llun–Gwen"


class TestPseudo:
    def test_text_is_accented_longer_and_in_brackets(self) -> None:
        told = pseudo.gettext("Your call")
        assert told.startswith("[")
        assert told.endswith("]")
        assert "Your" not in told
        assert len(told) >= 1.3 * len("Your call")

    @pytest.mark.parametrize(
        "kept",
        ["%(name)s", "%(count)d", "%%", "<b>", "</b>", "&nbsp;", "999", "https://a.example/j"],
    )
    def test_what_is_not_a_word_stays(self, kept: str) -> None:
        assert kept in pseudo.gettext(f"Call {kept} now")

    def test_a_number_of_things(self) -> None:
        assert pseudo.ngettext("one", "many", 1) == pseudo.gettext("one")
        assert pseudo.ngettext("one", "many", 2) == pseudo.gettext("many")


class TestFaults:
    def test_a_good_catalogue_has_none(self) -> None:
        assert catalogues.faults(a_catalogue("Call %(number)s", "Ffonio %(number)s")) == []

    @pytest.mark.parametrize("told", ["", None])
    def test_a_message_that_is_not_translated(self, told: str | None) -> None:
        assert catalogues.faults(a_catalogue("Leave", told)) == ["not translated: Leave"]

    def test_a_guess_counts_as_not_translated(self) -> None:
        catalogue = Catalog(locale="cy")
        catalogue.add("Leave", "Gadael", flags=["fuzzy"])
        assert catalogues.faults(catalogue) == ["not translated: Leave"]

    @pytest.mark.parametrize("told", ["Ffonio", "Ffonio %(rhif)s", "%(number)s %(rhif)s"])
    def test_a_placeholder_lost_or_changed(self, told: str) -> None:
        wrong = catalogues.faults(a_catalogue("Call %(number)s", told))
        assert wrong == ["placeholder lost or changed: Call %(number)s"]

    def test_a_plural_needs_every_form(self) -> None:
        ids = ("%(n)d call", "%(n)d calls")
        told = ("%(n)d galwad", "", "%(n)d", "%(n)d", "%(n)d galwad")
        assert catalogues.faults(a_catalogue(ids, told)) == ["not translated: %(n)d call"]

    def test_a_plural_form_may_say_the_number_in_words(self) -> None:
        ids = ("%(n)d call", "%(n)d calls")
        told = ("un alwad", "dwy alwad", "tair galwad", "chwe galwad", "%(n)d galwad")
        assert catalogues.faults(a_catalogue(ids, told)) == []


def test_a_translation_that_nobody_reviewed_is_a_draft() -> None:
    assert i18n.language("cy").draft
    assert not i18n.language("en").draft
