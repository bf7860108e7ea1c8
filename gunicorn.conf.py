"""How gunicorn serves the portal: one gevent process for every page, stream and slow telephone."""

from __future__ import annotations

import logging
import os
import re
from typing import Any

import gevent
from gunicorn.http.wsgi import Response

bind = f"127.0.0.1:{os.environ.get('PORT', '5000')}"
worker_class = "gevent"
# Nudges and presence live in this process, so a second worker would not hear them.
workers = 1
worker_connections = 2000
# Whoever waits has said nothing for a while: to connect again would cost her a round trip when it matters.
keepalive = 75
timeout = 60
# Streams never end by themselves; their pages reconnect within seconds.
graceful_timeout = 3
control_socket_disable = True
# A path can hold a link's token: requests are never logged.
accesslog = None
errorlog = "-"
_ALL_HEADERS = Response.default_headers
_TOKEN = re.compile(r"/([jg])/[^\s'\"?]+")


class _WithoutTokens(logging.Filter):
    """Gunicorn's own errors quote the request's address; the token in it must not be kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _TOKEN.sub(r"/\1/...", record.getMessage()), ()
        return True


def _headers(response: Response) -> list[str]:
    """Without the server's name, and without "keep-alive" to those who do so anyway."""
    mute = ["Server:"]
    if response.req.version >= (1, 1):
        mute.append("Connection: keep-alive")
    return [it for it in _ALL_HEADERS(response) if not it.startswith(tuple(mute))]


# Gunicorn has no setting for this.
Response.default_headers = _headers


def post_worker_init(worker: Any) -> None:
    """Begin housekeeping beside the requests."""
    # Not sooner: what is imported before gevent has patched the sockets would block everybody.
    from rvr_portal.services.housekeeping import keep_house

    worker.log.error_log.addFilter(_WithoutTokens())
    gevent.spawn(keep_house, worker.app.wsgi().extensions["rvr"])
