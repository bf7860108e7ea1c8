"""Two phones and a desk: real Chromium against the real server, with a made-up camera and microphone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim
from tests.browser.server import Server
from tests.chromium import FLAGS, executable

PHONE = {"width": 360, "height": 640}
EMAIL = "sam@force.example"


class Weather(BaseHTTPRequestHandler):
    """The dull page where quick exit lands; it remembers what came with each request."""

    seen: list[dict[str, str]]

    def do_GET(self) -> None:
        self.server.seen.append(dict(self.headers))  # type: ignore[attr-defined]
        body = b"<!doctype html><title>Weather</title><h1>Weather</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def weather() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    server.seen = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def weather_url(weather: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{weather.server_port}/weather"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, weather_url: str) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("portal"), RVR_EXIT_URL=weather_url)
    running.adds_an_officer(EMAIL, "supervisor")
    running.starts()
    yield running
    running.stops()


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    yield browser
    browser.close()


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[NewContext]:
    """Another person's browser, closed when the test ends."""
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = chromium.new_context(**{"locale": "en-GB", "viewport": PHONE, **options})
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def victim(new_context: NewContext, server: Server) -> Victim:
    return Victim(new_context(has_touch=True).new_page(), server)


@pytest.fixture
def victim_without_script(new_context: NewContext, server: Server) -> Victim:
    return Victim(new_context(java_script_enabled=False).new_page(), server)


@pytest.fixture
def officer(new_context: NewContext, server: Server) -> OfficerAtDesk:
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    return OfficerAtDesk(page, server).signs_in(EMAIL)


@pytest.fixture
def screenshots(request: pytest.FixtureRequest) -> Callable[[Any, str], Path]:
    """Where a test leaves pictures of what it saw, out of the repository's sight."""
    folder = Path(request.config.rootpath) / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)

    def keep(folder: Path, page: Any, name: str) -> Path:
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=False)
        return path

    return partial(keep, folder)
