"""One cookie for each face, gone with the browser: hers says nothing, the console's never leaves its path."""

from __future__ import annotations

import hashlib

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface

# What her cookie holds under these names: the key to her visit, or a guest's to their own page.
MARK, GUEST_MARK = "k", "g"


class FaceCookies(SecureCookieSessionInterface):
    """Flask's signed cookie under a neutral name for her, and another one for the console."""

    digest_method = staticmethod(hashlib.sha256)

    def get_cookie_name(self, app: Flask) -> str:
        """`__Host-` and `__Secure-` where pages come over TLS: no other host can then set it."""
        secure = self.get_cookie_secure(app)
        if _console():
            return "__Secure-o" if secure else "o"
        return "__Host-v" if secure else "v"

    def get_cookie_path(self, app: Flask) -> str:
        """Her pages never carry the console's cookie."""
        return "/officer" if _console() else "/"

    def get_cookie_samesite(self, app: Flask) -> str:
        """Lax for her: she comes from a text message or a web mail."""
        return "Strict" if _console() else "Lax"


def _console() -> bool:
    return request.path == "/officer" or request.path.startswith("/officer/")
