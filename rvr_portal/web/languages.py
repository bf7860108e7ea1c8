"""The language of one request: chosen by her, else by the visit, else by the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Flask, current_app, g, request, session

from rvr_portal import i18n
from rvr_portal.domain.languages import Language as Known
from rvr_portal.i18n import Language
from rvr_portal.web.render import portal


def install(app: Flask) -> None:
    """Give templates their words."""
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: language().gettext(message),
        lambda one, many, number: language().ngettext(one, many, number),
        newstyle=True,
    )
    app.add_template_global(language, "language")
    app.add_template_global(offered, "offered_languages")
    app.add_template_global(web_font)
    app.before_request(_keep_choice)


def language() -> Language:
    """The language of this answer."""
    if "language" not in g:
        g.language = _find(session.get("l")) or _from_browser()
    found: Language = g.language
    return found


def read_in(code: str) -> None:
    """The visit's own language, unless she chose another one."""
    if "l" not in session and not _find(request.args.get("lang")):
        g.language = _find(code) or i18n.language(i18n.SOURCE)


def offered() -> Sequence[Language]:
    """What the picker shows."""
    known, named = i18n.languages(), portal().content.languages.by_code
    in_order = dict.fromkeys([*(code for code in named if code in known), *known])
    ours = filter(_served, (known[code] for code in in_order))
    pseudo = i18n.pseudo_languages().values() if _pseudo() else ()
    return [*(replace(it, endonym=_name(it, named.get(it.code))) for it in ours), *pseudo]


def web_font() -> str | None:
    """The name of the font for a phone that lacks the letters of this answer's language."""
    known = portal().content.languages.get(language().code)
    return known.web_font if known else None


def _name(language: Language, known: Known | None) -> str:
    """What its readers call it: the force's word before CLDR's, with a capital as in any list."""
    name = known.name if known else language.endonym
    return name[:1].upper() + name[1:]


def _keep_choice() -> None:
    chosen = _find(request.args.get("lang"))
    if chosen is None or request.path.startswith("/officer"):
        return
    g.language = chosen
    # A browser that holds no visit gets no cookie: wrong links must all look the same.
    if session:
        session["l"] = chosen.code


def _find(code: str | None) -> Language | None:
    found = i18n.find(code, with_pseudo=_pseudo())
    return found if found and _served(found) else None


def _served(language: Language) -> bool:
    """A translation that nobody has reviewed shows only where the force lets drafts be shown."""
    return not language.draft or portal().content.force.show_drafts


def _from_browser() -> Language:
    for code, _ in request.accept_languages:
        found = i18n.find(code)
        if found and _served(found):
            return found
    return i18n.language(i18n.SOURCE)


def _pseudo() -> bool:
    return bool(current_app.config["PSEUDO_LANGUAGES"])
