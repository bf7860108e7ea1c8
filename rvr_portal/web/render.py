"""Pages and fragments from the same templates."""

from __future__ import annotations

from flask import Response, current_app, make_response, redirect, render_template
from werkzeug.wrappers import Response as BaseResponse

from rvr_portal.ports import Portal
from rvr_portal.web.htmx import wants_fragment


def portal() -> Portal:
    """The portal that this application serves."""
    found: Portal = current_app.extensions["rvr"]
    return found


def show(page: str, fragment: str, **context: object) -> Response:
    """The fragment for htmx, the page that includes it for everyone else."""
    return make_response(render_template(fragment if wants_fragment() else page, **context))


def done(url: str, fragment: str, **context: object) -> BaseResponse:
    """After a POST: the fragment for htmx, a redirect for everyone else."""
    if wants_fragment():
        return make_response(render_template(fragment, **context))
    return redirect(url, 303)


def unchanged() -> Response:
    """Nothing is new: htmx swaps nothing, so a screen reader is not disturbed."""
    return Response(status=204)
