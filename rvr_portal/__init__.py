"""The RVR portal: a discreet video call between a victim of domestic abuse and an officer."""

from __future__ import annotations

from flask import Flask

from rvr_portal import cli, web
from rvr_portal.ports import Portal
from rvr_portal.settings import Settings
from rvr_portal.wiring import build


def create_app(settings: Settings | None = None, portal: Portal | None = None) -> Flask:
    """The application; SettingsWrong stops the start with one line for each wrong setting."""
    settings = settings or Settings.from_env()
    portal = portal or build(settings)
    app = Flask(__name__, static_folder=None)
    app.extensions["rvr"] = portal
    app.config.from_mapping(
        SECRET_KEY=portal.keys[0],
        SECRET_KEY_FALLBACKS=list(portal.keys[1:]),
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        MAX_CONTENT_LENGTH=64 * 1024,
        MAX_FORM_MEMORY_SIZE=64 * 1024,
        PSEUDO_LANGUAGES=settings.pseudo_languages,
        SECURITY_CONTACT=settings.security_contact,
        TRUSTED_PROXIES=settings.trusted_proxies,
        WTF_CSRF_TIME_LIMIT=None,
        # Our own check of Sec-Fetch-Site replaces it: see web/security.py.
        WTF_CSRF_SSL_STRICT=False,
    )
    web.install(app)
    cli.install(app, settings)
    return app
