"""Style sheets and scripts: versioned by folder so that relative imports move together, a few inlined."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from markupsafe import Markup
from whitenoise import WhiteNoise

STATIC = Path(__file__).parent.parent / "static"
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*$", re.DOTALL | re.MULTILINE)


def install(app: Flask) -> None:
    """Serve /static/<version>/ for ever-cached files; offer `static()` and `inlined()` to templates."""
    version = _version()
    served = WhiteNoise(
        app.wsgi_app,
        max_age=31_536_000,
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
        add_headers_function=_headers,
    )
    served.add_files(str(STATIC), prefix=f"static/{version}/")
    app.wsgi_app = served  # type: ignore[method-assign]
    app.add_template_global(lambda path: f"/static/{version}/{path}", "static")
    app.add_template_global(inlined)


@cache
def inlined(path: str) -> Markup:
    """A style sheet or script to stand in the page itself: the first page is one request."""
    text = _COMMENT.sub("", (STATIC / path).read_text("utf-8"))
    # Our own file, of this release: nothing that anybody typed.
    return Markup("\n".join(line.strip() for line in text.splitlines() if line.strip()))  # noqa: S704


@cache
def csp_hash(path: str) -> str:
    """The source expression that lets this inlined file through the policy."""
    digest = hashlib.sha256(inlined(path).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file() and path.suffix in {".js", ".css", ".svg"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _headers(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
