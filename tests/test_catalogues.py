"""Catalogues: a force's own words come before the shared ones, and nothing that is not whole is served."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from rvr_portal import catalogues, i18n
from rvr_portal.catalogues import Words, begun, found


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    before = list(i18n._own)
    folder = tmp_path / "translations"
    folder.mkdir()
    yield folder
    i18n._own[:] = before
    i18n.languages.cache_clear()


def writes(folder: Path, code: str, told: dict[str, str], *, reviewed: bool = False) -> Path:
    catalogue = Catalog(locale=catalogues.locale_of(code), charset="utf-8", fuzzy=False)
    by = "A. Reader" if reviewed else "nobody yet"
    catalogue.header_comment = f"# X-Reviewed-By: {by}"
    for english, text in told.items():
        catalogue.add(english, text)
    path = folder / f"{code}.po"
    with path.open("wb") as file:
        write_po(file, catalogue, width=0)
    return path


def every_message() -> dict[str, str]:
    return {str(it.id): str(it.id) + "." for it in catalogues.template() if it.id}


def test_a_force_corrects_one_sentence_and_keeps_the_rest(own: Path) -> None:
    before = i18n.text("cy", "Leave this page")
    writes(own, "cy", {"Call 999": "Deialu 999"})
    i18n.use(own)
    assert i18n.text("cy", "Call 999") == "Deialu 999"
    assert i18n.text("cy", "Leave this page") == before
    assert i18n.language("cy").draft


def test_a_force_translates_what_it_has_added_to_the_content(own: Path) -> None:
    writes(own, "cy", {"Our own service": "Ein gwasanaeth"})
    i18n.use(own)
    assert i18n.text("cy", "Our own service") == "Ein gwasanaeth"


def test_a_new_language_is_offered_when_it_is_whole(own: Path) -> None:
    told = every_message()
    first = next(iter(told))
    writes(own, "sk", {**told, first: ""})
    i18n.use(own)
    assert i18n.find("sk") is None
    assert found(own)["sk"].missing() == [first]
    writes(own, "sk", told, reviewed=True)
    i18n.use(own)
    slovak = i18n.find("sk")
    assert slovak
    assert (slovak.endonym, slovak.direction, slovak.draft) == ("Slovenčina", "ltr", False)
    assert i18n.text("sk", "Call 999") == "Call 999."


def test_a_file_that_is_whole_speaks_for_its_language(own: Path) -> None:
    writes(own, "cy", every_message(), reviewed=True)
    i18n.use(own)
    assert not i18n.language("cy").draft


def test_a_changed_placeholder_is_left_out_and_told(
    own: Path, caplog: pytest.LogCaptureFixture
) -> None:
    english = "You talked with %(name)s, collar number %(collar)s."
    writes(own, "cy", {english: "Siarad â %(enw)s."})
    i18n.use(own)
    with caplog.at_level(logging.ERROR):
        assert "%(name)s" in i18n.language("cy").gettext(english)
    assert "placeholder lost or changed" in caplog.text


def test_a_shared_catalogue_that_is_not_whole_is_served_in_english(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = writes(tmp_path, "cy", {"Leave": "Gadael", "Go on": ""})
    with caplog.at_level(logging.ERROR):
        assert Words("cy", shared=path).compiled().gettext("Leave") == "Leave"
    assert "not translated: Go on" in caplog.text


def test_a_translator_gets_a_file_with_what_there_is(tmp_path: Path) -> None:
    file = tmp_path / "theirs" / "cy.po"
    begun(found(None)["cy"], file, "Welsh")
    catalogue = catalogues.read(file, "cy")
    assert catalogues.faults(catalogue) == []
    assert "in Welsh" in catalogue.header_comment
    with pytest.raises(FileExistsError):
        begun(found(None)["cy"], file, "Welsh")
    begun(Words("sk"), tmp_path / "sk.po", "Slovak")
    assert len(catalogues.faults(catalogues.read(tmp_path / "sk.po", "sk"))) == len(every_message())


def test_a_language_without_files_lacks_everything() -> None:
    assert len(Words("sk").missing()) == len(every_message())
    assert Words("sk").draft
