"""The only part that knows Flask: her pages, the console, and what both stand on."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from rvr_portal.web import (
    assets,
    compression,
    easy,
    errors,
    htmx,
    languages,
    limits,
    numbers,
    ops,
    security,
)
from rvr_portal.web.cookies import FaceCookies
from rvr_portal.web.guest import guest
from rvr_portal.web.officer import officer
from rvr_portal.web.victim import victim


def install(app: Flask) -> None:
    """Put the faces on the application."""
    app.session_interface = FaceCookies()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for part in (assets, htmx, languages, numbers, easy, limits, security, errors):
        part.install(app)
    portal = app.extensions["rvr"]
    app.jinja_env.globals.update(
        content=portal.content, force=portal.content.force, exit_url=portal.exit_url
    )
    compression.install(app)
    for blueprint in (victim, guest, officer, ops.ops):
        app.register_blueprint(blueprint)
    hops = app.config["TRUSTED_PROXIES"]
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
