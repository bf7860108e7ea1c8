"""`translations`: how far each language has come, what is missing in one, and a file to begin or mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click
from babel import UnknownLocaleError

from rvr_portal import catalogues, i18n
from rvr_portal.catalogues import Words, locale_of
from rvr_portal.ports import Portal
from rvr_portal.settings import Settings


def commands(portal: Portal, settings: Settings) -> Sequence[click.Command]:
    """The command."""

    @click.command(
        "translations",
        help="Say how far each language has come, or what is missing in one; exit 1 where something is.",
    )
    @click.argument("code", required=False)
    @click.option("--begin", is_flag=True, help="Write a file for a translator of this language.")
    def translations(code: str | None, begin: bool) -> None:
        known = catalogues.found(i18n.own_folder())
        if code is None:
            _table(portal, known)
        elif begin:
            _begin(portal, known.get(code) or Words(code))
        else:
            _missing(known.get(code) or Words(code))

    return (translations,)


def _table(portal: Portal, known: Mapping[str, Words]) -> None:
    for code, words in known.items():
        state = "draft" if words.draft else "reviewed"
        click.echo(f"{code:8} {_name(portal, code):24} {len(words.missing()):4} missing  {state}")


def _missing(words: Words) -> None:
    missing = words.missing()
    for message in missing:
        click.echo(message)
    if missing:
        raise SystemExit(1)
    click.echo(f"Nothing is missing in {words.code}.")


def _begin(portal: Portal, words: Words) -> None:
    file = i18n.own_folder() / f"{words.code}.po"
    try:
        catalogues.begun(words, file, _name(portal, words.code))
    except (UnknownLocaleError, ValueError):
        raise click.ClickException(f"{words.code} is no language that CLDR knows") from None
    except FileExistsError:
        raise click.ClickException(f"{file} is there already") from None
    click.echo(f"Written: {file}")


def _name(portal: Portal, code: str) -> str:
    language = portal.content.languages.get(code)
    return language.english if language else str(locale_of(code).english_name)
