"""Leaving while something else is still under way: the first page on its way, a step, a question."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Route, expect

from rvr_portal.domain.visit import State
from tests.browser.discretion.conftest import Her

pytestmark = pytest.mark.browser

PIECE = 500
POLICY = "Content-Security-Policy"
# Whether there is anything to read, and whether the way out is there with it.
SHOWN = """() => [document.body ? document.body.innerText.trim() : "",
  Boolean(document.getElementById("exit"))]"""


class Thin(ThreadingHTTPServer):
    """A line over which so much of the first page comes, and no more until the test is over."""

    daemon_threads = True
    body = b""
    policy = ""

    def __init__(self) -> None:
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), Piece)


class Piece(BaseHTTPRequestHandler):
    server: Thin

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header(POLICY, self.server.policy)
        self.end_headers()
        self.wfile.write(self.server.body[: int(self.path.rsplit("/", 1)[1])])
        self.wfile.flush()
        self.server.over.wait(30)

    def do_POST(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def thin() -> Iterator[Thin]:
    server = Thin()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


def test_the_exit_works_before_the_rest_has_come(victim: Her, thin: Thin, weather_url: str) -> None:
    """QE-08: the first page held open at every 500 bytes: whatever there is to read, she can leave it."""
    page = victim.page
    answer = page.request.get(victim.link)
    thin.body, thin.policy = answer.body(), answer.headers[POLICY.lower()]
    told = []
    for end in range(PIECE, len(thin.body) + PIECE, PIECE):
        page.goto(f"http://127.0.0.1:{thin.server_port}/{end}", wait_until="commit")
        page.wait_for_timeout(60)
        words, way_out = page.evaluate(SHOWN)
        told.append(bool(words))
        if not words:
            continue
        assert way_out, f"{end} bytes show {words!r}"
        page.evaluate("document.getElementById('exit').click()")
        expect(page).to_have_url(weather_url)
    assert told[-1]
    assert told == sorted(told)


@pytest.mark.parametrize("how", ["tap", "keys"])
def test_leaving_while_the_browser_asks_for_the_camera(
    victim: Her, weather_url: str, how: str
) -> None:
    """QE-08: a question that nobody answers holds nothing up."""
    victim.page.add_init_script("navigator.mediaDevices.getUserMedia = () => new Promise(() => {})")
    victim.is_at(State.CHECKING)
    victim.page.get_by_role("button", name="Check now").click()
    if how == "tap":
        victim.leaves()
    for _ in range(3 if how == "keys" else 0):
        victim.page.keyboard.press("Shift")
    expect(victim.page).to_have_url(weather_url)


def test_leaving_in_the_middle_of_a_step(victim: Her, weather_url: str) -> None:
    """QE-08: the answer to her last tap comes too late to show anything."""
    held: list[Route] = []
    victim.is_at(State.OPENED)
    victim.page.route("**/v/safety", lambda it: held.append(it))
    victim.page.locator("[data-step=safety] [data-primary]").click(no_wait_after=True)
    victim.page.wait_for_timeout(100)
    assert len(held) == 1
    victim.leaves()
    held[0].continue_()
    expect(victim.page).to_have_url(weather_url)
    victim.page.wait_for_timeout(300)
    expect(victim.page).to_have_url(weather_url)
