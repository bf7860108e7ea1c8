"""Headers of every answer, and who may post to us (security.md, 6)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from flask import Flask, Response, abort, g, request
from flask_wtf import CSRFProtect

from rvr_portal.web.assets import csp_hash
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.languages import web_font
from rvr_portal.web.render import portal

csrf = CSRFProtect()
_NOTHING = "'none'"
_FONT = "font-src 'self'; "
_MEDIA = "media-src 'self'; "
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
_CLOSED = (
    "camera=(self), microphone=(self), screen-wake-lock=(self), "
    "display-capture=(), geolocation=(), payment=(), usb=()"
)
LINKS = ("/j/", "/g/")
INLINE_STYLE = "css/victim.css"
# What stands in each page of hers, and what besides in those of a visit.
BARE_SCRIPTS = ("js/exit.js", "js/door.js")
INLINE_SCRIPTS = (*BARE_SCRIPTS, "js/tell.js", "js/cover.js")


def install(app: Flask) -> None:
    """Check every unsafe request and dress every answer."""
    csrf.init_app(app)
    app.before_request(_same_origin_only)
    app.after_request(_dress)
    app.jinja_env.globals["csp_nonce"] = _Nonce()


class _Nonce:
    """`{{ csp_nonce }}`: this answer's nonce, made when first asked for."""

    def __str__(self) -> str:
        return csp_nonce()

    def __html__(self) -> str:
        return csp_nonce()


def csp_nonce() -> str:
    """This answer's nonce."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(12)
    nonce: str = g.csp_nonce
    return nonce


def _same_origin_only() -> None:
    # Not Origin or Referer: `no-referrer` makes a plain form carry `Origin: null` (security.md, 0.5).
    # Leaving must work however it is asked for.
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if (
        request.method in _UNSAFE
        and site not in {"same-origin", "none"}
        and request.path != "/exit"
    ):
        abort(403)


def _dress(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Cache-Control", "no-store")
    if response.status_code == 204 and wants_fragment():
        # "Nothing is new", many times in a visit: there is nothing that a policy could be about.
        del headers["Content-Type"]
        return response
    headers["X-Content-Type-Options"] = "nosniff"
    link_page = request.path.startswith(LINKS) or request.path == "/exit"
    headers.setdefault(
        "Content-Security-Policy", _policy(BARE_SCRIPTS if link_page else INLINE_SCRIPTS)
    )
    if not wants_fragment():
        # These say something about documents only; on a thin link each byte counts.
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        headers.setdefault("Referrer-Policy", "no-referrer" if link_page else "same-origin")
        headers["X-Frame-Options"] = "DENY"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        headers["Permissions-Policy"] = _CLOSED
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return response


def _policy(inline: Iterable[str]) -> str:
    nonce = f"'nonce-{g.csp_nonce}' " if "csp_nonce" in g else ""
    if wants_fragment():
        # Opened as a page of its own it may do nothing; hx-csp reads the nonce from here.
        return f"default-src 'none'; frame-ancestors 'none'; script-src {nonce or _NOTHING}"
    scripts = " ".join(csp_hash(path) for path in inline)
    return (
        f"default-src 'none'; script-src {nonce}'self' {scripts}; "
        f"style-src 'self' {csp_hash(INLINE_STYLE)}; img-src 'self' data:; "
        f"{_FONT if web_font() else ''}{_MEDIA if portal().content.films else ''}"
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "require-trusted-types-for 'script'; trusted-types htmx"
    )
