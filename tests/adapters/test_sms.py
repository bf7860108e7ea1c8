"""Text messages: on the terminal, into a file, and through GOV.UK Notify as it really answers."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from rvr_portal.adapters.sms import ConsoleSms, FileSms, NotifySms
from rvr_portal.domain.errors import SmsRefused, SmsUnavailable

SERVICE, SECRET = "11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-000000000000"
KEY = f"live-{SERVICE}-{SECRET}"
TEMPLATE = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"


class FakeNotify(HTTPServer):
    """Notify on the loopback: `answers` is what it says next, `asked` what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: tuple[int, bytes] = (201, b'{"id": "message-1"}')
        self.asked: list[tuple[str, dict[str, Any], str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: FakeNotify

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, json.loads(body), self.headers["Authorization"]))
        status, answer = self.server.answers
        self.send_response(status)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def notify(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeNotify]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = FakeNotify()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def failure(status: int, message: str) -> tuple[int, bytes]:
    errors = [{"error": "SomeError", "message": message}]
    return status, json.dumps({"status_code": status, "errors": errors}).encode()


def test_notify_is_asked_for_one_message_in_our_words(notify: FakeNotify) -> None:
    receipt = NotifySms(KEY, TEMPLATE, notify.url).send("+447700900123", "Your link: x Works.")
    assert receipt == "message-1"
    [(path, body, authorization)] = notify.asked
    assert path == "/v2/notifications/sms"
    assert body == {
        "phone_number": "+447700900123",
        "template_id": TEMPLATE,
        "personalisation": {"text": "Your link: x Works."},
    }
    assert authorization.startswith("Bearer ")
    assert SECRET not in authorization


@pytest.mark.parametrize("status", [400, 403])
def test_what_notify_refuses_is_not_tried_again(notify: FakeNotify, status: int) -> None:
    notify.answers = failure(status, "phone_number Not a UK number")
    with pytest.raises(SmsRefused, match="Not a UK number"):
        NotifySms(KEY, TEMPLATE, notify.url).send("+447700900123", "hello")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_notify_cannot_do_now_may_be_tried_again(notify: FakeNotify, status: int) -> None:
    notify.answers = failure(status, "Exceeded rate limit")
    with pytest.raises(SmsUnavailable, match=str(status)):
        NotifySms(KEY, TEMPLATE, notify.url).send("+447700900123", "hello")


def test_an_answer_that_is_none_may_be_tried_again(notify: FakeNotify) -> None:
    notify.answers = (200, b"<html>Sign in to this network</html>")
    with pytest.raises(SmsUnavailable):
        NotifySms(KEY, TEMPLATE, notify.url).send("+447700900123", "hello")


def test_a_notify_that_cannot_be_reached_may_be_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(SmsUnavailable):
            NotifySms(KEY, TEMPLATE, url).send("+447700900123", "hello")


def test_no_failure_tells_the_number(notify: FakeNotify, caplog: pytest.LogCaptureFixture) -> None:
    notify.answers = failure(500, "no")
    with pytest.raises(SmsUnavailable) as error:
        NotifySms(KEY, TEMPLATE, notify.url).send("+447700900123", "a-link")
    assert "7700" not in str(error.value) + caplog.text
    assert "a-link" not in str(error.value) + caplog.text


def test_the_terminal_shows_the_message(capsys: pytest.CaptureFixture[str]) -> None:
    ConsoleSms().send("+447700900123", "hello")
    assert capsys.readouterr().out == "Text message to +447700900123: hello\n"


def test_the_file_has_one_message_a_line(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    receipts = [FileSms(path).send("+447700900123", text) for text in ("hello\nthere", "ŵ")]
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert lines == [
        {"to": "+447700900123", "text": text, "receipt": receipt}
        for text, receipt in zip(("hello\nthere", "ŵ"), receipts, strict=True)
    ]
