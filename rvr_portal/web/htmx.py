"""htmx-flask speaks htmx 2; this is the little that htmx 4 says differently."""

from __future__ import annotations

from flask import Flask, Response, request
from htmx_flask import Htmx


def install(app: Flask) -> None:
    """Give requests their `htmx` attribute and tell caches that a fragment is not the page."""
    Htmx(app)

    @app.after_request
    def vary(response: Response) -> Response:
        if response.headers.get("Cache-Control") == "no-store":
            # No cache keeps it, so none needs to know what it depends on; on a thin line each byte counts.
            response.headers.pop("Vary", None)
        else:
            response.vary.add("HX-Request")
        return response


def wants_fragment() -> bool:
    """Whether htmx asks for the inside of a standing element, not for a whole page."""
    return request.headers.get("HX-Request") == "true" and "HX-Boosted" not in request.headers
