"""docs/languages.md: `.venv/bin/python -m tests.house.draw_languages > docs/languages.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rvr_portal import catalogues
from rvr_portal.adapters.content import load_content
from rvr_portal.catalogues import Words
from rvr_portal.domain import sms
from rvr_portal.services.texts import WORDS

HEAD = """\
# Languages
Written by `tests/house/draw_languages.py`; a test keeps it fresh. Messages: the sentences of the pages, the texts,
the advice and the contacts together. A draft is what nobody has reviewed: officers are told so before they choose
such a language, and a force with `show_drafts = false` serves English in its place. Text message: what
`link_short` takes with the longest link that is allowed.

| language | code | its own name | script | messages | translated by | reviewed by | text message |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""
LINK = "https://" + "h" * 68


def drawn() -> str:
    """The page."""
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in _rows())


def _rows() -> Iterator[tuple[str, ...]]:
    every = len([it for it in catalogues.template() if it.id])
    known = catalogues.found(None)
    for language in load_content().languages.to_read():
        words = known.get(language.code)
        here = (language.english, f"`{language.code}`", language.name, language.script or "")
        if words is None:
            yield (*here, f"{every} of {every}", "source", "source", _cost(None))
            continue
        told = f"{every - len(words.missing())} of {every}"
        yield (*here, told, _said("Translated", words), _said("Reviewed", words), _cost(words))


def _said(what: str, words: Words) -> str:
    told = catalogues.head(words.shared or Path())
    found = re.search(rf"^# X-{what}-By: (.+)$", told, re.MULTILINE)
    return found[1] if found else "not said"


def _cost(words: Words | None) -> str:
    text = WORDS["link_short"]
    told = words.compiled().gettext(text) if words else text
    cost = sms.cost(told % {"link": LINK, "time": "14:30"})
    return f"{cost.alphabet}, {cost.parts} part{'' if cost.parts == 1 else 's'}"


if __name__ == "__main__":
    print(drawn(), end="")  # noqa: T201
