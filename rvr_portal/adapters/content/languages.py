"""The languages file."""

from __future__ import annotations

from rvr_portal.adapters.content.table import Table
from rvr_portal.adapters.content.topics import BASES
from rvr_portal.domain.languages import Language, Languages, Status

ALPHABETS = ("gsm7", "gsm7_if", "ucs2")
DIRECTIONS = ("ltr", "rtl")


def languages(table: Table) -> Languages:
    """All languages in the order of the file, each with sources that the file names."""
    sources = table.table("sources")
    names = sources.names() if sources else ()
    found: dict[str, Language] = {}
    for one in table.tables("language"):
        language = _language(one, names)
        if language.code in found:
            raise one.error(f'language "{language.code}" stands twice', "code")
        found[language.code] = language
        for code in language.reads:
            if code not in found:
                raise one.error(f'unknown language "{code}" in reads', "reads", value=code)
    table.done()
    return Languages(found)


def _language(table: Table, sources: tuple[str, ...]) -> Language:
    status = Status(table.choice("status", tuple(Status)))
    listed = status is Status.LISTED
    language = Language(
        code=table.text("code"),
        english=table.text("english"),
        status=status,
        basis=table.choice("basis", BASES) if status is not Status.NEXT else None,
        endonym=table.text("endonym") if listed else table.maybe_text("endonym"),
        dir=table.choice("dir", DIRECTIONS) if listed else table.maybe_text("dir") or "ltr",
        script=table.text("script") if listed else table.maybe_text("script"),
        digits=table.maybe_text("digits"),
        plural=table.strings("plural"),
        cldr=table.maybe_text("cldr"),
        reads=table.strings("reads"),
        sms=table.choice("sms", ALPHABETS) if listed else None,
        avoid=table.maybe_text("avoid"),
        gives_away=table.strings("gives_away"),
        font=table.maybe_text("font"),
        web_font=table.maybe_text("web_font"),
        census=table.take("census", int),
        rank=table.take("rank", int),
        why=table.maybe_text("why"),
        facts=table.strings("facts"),
        source=table.strings("source", sources, "source"),
        source_url=table.strings("source_url"),
    )
    table.done()
    if listed and not language.gives_away:
        raise table.error("gives_away is missing")
    return language
