from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.adapters.content.lines import Lines

FILE = """\
# a comment with name = "x"
title.en = "One"
title.cy = "Un"
for = [
  "a",
  "b",
]

[[points]]
en = "First"

[[points]]
en = "Second"

[contact.help]
hours.phone.mon-fri = "24h"

[[contact.help.facts]]
en = "A fact"
"""
LINES = Lines(FILE)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("title",), 2),
        (("title", "cy"), 3),
        (("for",), 4),
        (("points", 0), 9),
        (("points", 1, "en"), 13),
        (("contact", "help"), 15),
        (("contact", "help", "hours", "phone", "mon-fri"), 16),
        (("contact", "help", "facts", 0, "en"), 19),
        (("contact", "help", "missing"), 15),
        (("nothing", "at", "all"), 1),
    ],
)
def test_where_a_key_stands(path: tuple[str | int, ...], line: int) -> None:
    assert LINES.of(path) == line


def test_where_a_value_of_a_list_stands() -> None:
    assert LINES.of(("for",), "b") == 6
    assert LINES.of(("for",), "Second") == 4
    assert Lines('for = ["a", "b"]').of(("for",), "b") == 1
    assert Lines("for = []").of(("for",), "b") == 1


def test_a_syntax_error_keeps_its_line() -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as error:
        tomllib.loads("a = 1\nb = = 2\n")
    assert LINES.of_error(str(error.value)) == (2, "Invalid value")
    assert LINES.of_error("Expected ']' (at end of document)") == (19, "Expected ']'")


NAMES = st.lists(st.from_regex(r"[a-z]{1,5}", fullmatch=True), min_size=1, unique=True)


@given(NAMES, st.integers(0, 4))
def test_every_key_is_found_wherever_it_stands(names: list[str], blank: int) -> None:
    gap = "\n" * blank
    text = "".join(f"{gap}[{name}]\n{gap}key = 1\n" for name in names)
    lines = Lines(text)
    for name in names:
        assert text.splitlines()[lines.of((name,)) - 1] == f"[{name}]"
        assert text.splitlines()[lines.of((name, "key")) - 1] == "key = 1"
        assert lines.of((name, "key")) == lines.of((name,)) + blank + 1
