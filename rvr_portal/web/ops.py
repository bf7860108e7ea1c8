"""What operators, browsers and researchers ask for, none of it about anybody."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, abort, current_app
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from rvr_portal.domain.visit import State
from rvr_portal.services import board
from rvr_portal.web.render import portal

ops = Blueprint("ops", __name__)
_visits = Gauge("rvr_visits", "Visits that changed last, by state", ["state"])


@ops.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return _plain("ok\n")


@ops.get("/readyz")
def readyz() -> Response:
    """The database answers and has the newest schema."""
    return _plain("ok\n") if board.ready(portal()) else _plain("database: run db upgrade\n", 503)


@ops.get("/metrics")
def metrics() -> Response:
    """Prometheus figures, by state only."""
    counts = board.counts(portal())
    for state in State:
        _visits.labels(state.value).set(counts.get(state, 0))
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


@ops.get("/.well-known/security.txt")
def security_txt() -> Response:
    """RFC 9116: where to tell us of a weakness; none where the force has named nobody."""
    contact = current_app.config["SECURITY_CONTACT"] or abort(404)
    expires = (portal().now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    return _plain(f"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en, cy\n")


@ops.get("/robots.txt")
def robots_txt() -> Response:
    """Nothing here is for search engines."""
    return _plain("User-agent: *\nDisallow: /\n")


@ops.get("/favicon.ico")
def favicon() -> Response:
    """No icon that could tell."""
    return Response(status=204)


def _plain(text: str, status: int = 200) -> Response:
    return Response(text, status=status, mimetype="text/plain")
