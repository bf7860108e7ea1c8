"""Easy words and pictures: chosen at the foot of a page, kept for the visit."""

from __future__ import annotations

from flask import Flask, request, session

_CHOICE = "e"


def install(app: Flask) -> None:
    """Tell templates what she chose."""
    app.add_template_global(easy)
    app.before_request(_keep_choice)


def easy() -> bool:
    """Whether a step is to be a picture and a sentence."""
    return bool(session.get(_CHOICE))


def _keep_choice() -> None:
    chosen = request.args.get("easy")
    # A browser that holds no visit gets no cookie: wrong links must all look the same.
    if chosen in {"0", "1"} and session and not request.path.startswith("/officer"):
        session[_CHOICE] = chosen == "1"
