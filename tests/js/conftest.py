"""A blank page that can import the portal's scripts: loopback only, no Flask, no Node."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.chromium import FLAGS, executable

STATIC = Path(__file__).parents[2] / "rvr_portal" / "static"
BLANK = "<!doctype html><html lang=en><title>Blank</title><body></body></html>"
Answer = tuple[int, dict[str, str], str]


class Site:
    """Serves the scripts as they are, and whatever a test puts at a path of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: dict[str, Callable[[str], Answer]] = {}
        self.heard: list[tuple[str, str]] = []

    def page(self, path: str, html: str, headers: dict[str, str] | None = None) -> str:
        """Put a page at this path and tell its address."""
        self.answers[path] = lambda _body: (
            200,
            {"Content-Type": "text/html", **(headers or {})},
            html,
        )
        return self.url + path

    def bodies(self, path: str) -> list[str]:
        """What has been posted to this path, in order of arrival."""
        return [body for heard, body in self.heard if heard == path]


def _handler(site: Site) -> type[SimpleHTTPRequestHandler]:
    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """The test tells what went wrong; the server keeps quiet."""

        def _made(self) -> None:
            path = self.path.split("?")[0]
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            site.heard.append((path, body))
            status, headers, text = site.answers[path](body)
            data = text.encode()
            self.send_response(status)
            for name, value in {"Cache-Control": "no-store", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            if self.path.split("?")[0] in site.answers:
                return self._made()
            return super().do_GET()

        def do_POST(self) -> None:
            self._made()

        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(STATIC))  # type: ignore[arg-type]

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    site.page("/blank", BLANK)
    site.page("/favicon.ico", "")
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def allowing(chromium: Browser) -> Iterator[Browser]:
    """A browser whose person allows camera and microphone; its pages end with the test."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def blank(allowing: Browser, site: Site) -> Iterator[Page]:
    """An empty page beside the scripts."""
    page = allowing.new_page()
    page.goto(f"{site.url}/blank")
    yield page
    page.close()


def as_json(status: int, body: object) -> Answer:
    """An answer as the portal gives them to scripts."""
    return status, {"Content-Type": "application/json"}, json.dumps(body)
