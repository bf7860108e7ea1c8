"""No requirement of leaving is without a test, and each test that is named is there."""

from __future__ import annotations

import re
import tomllib

from tests.house import discretion
from tests.house.tree import PACKAGE, ROOT

ALL = discretion.requirements()


def test_every_requirement_has_a_test() -> None:
    assert [it.number for it in ALL] == [f"QE-{number:02}" for number in range(1, 32)]
    assert [it.number for it in ALL if not it.tests] == []


def test_every_test_that_is_named_is_there() -> None:
    for it in ALL:
        for test in (*it.tests, *(one.fails for one in it.removals)):
            path, name = test.split("::")
            source = (ROOT / path).read_text("utf-8")
            assert re.search(rf"^def {name}\(", source, re.MULTILINE), test


def test_what_fails_for_a_removal_is_a_test_of_its_requirement() -> None:
    assert [
        (it.number, one.fails) for it in ALL for one in it.removals if one.fails not in it.tests
    ] == []


def test_what_is_taken_away_stands_there_once() -> None:
    for it in ALL:
        for one in it.removals:
            found = (ROOT / one.file).read_text("utf-8").count(one.old)
            assert found == 1, f"{it.number}, {one.what}: {found} times in {one.file}"


def test_the_document_is_drawn_from_the_table() -> None:
    assert discretion.PAGE.read_text("utf-8") == discretion.page(dict(discretion.earlier())), (
        "make prove"
    )


def test_advice_asks_for_one_page_one_text_and_a_safer_phone() -> None:
    """QE-27."""
    told = " ".join(
        point["text"]
        for topic in ("cover_tracks", "phone_safety")
        for point in tomllib.loads(
            (PACKAGE / "content" / "advice" / f"{topic}.toml").read_text("utf-8")
        )["points"]
    )
    for words in ("Remove only the pages you need to", "texts stay", "Use a safer phone"):
        assert words in told
    assert not re.search(
        r"\b(clear|wipe|delete) (your|the|all) (whole )?history", told, re.IGNORECASE
    )
