"""What a page says reaches the server in order, again where it got lost, and not for ever."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

from .conftest import Answer, as_json

if TYPE_CHECKING:
    from .conftest import Site

pytestmark = pytest.mark.browser

POST = """async (url) => {
  const { post } = await import('/js/signal.js');
  const failed = (error) => ({error: error.message, status: error.status});
  return post(url, 'token', {a: 1}).then((answer) => ({answer}), failed);
}"""
SEND = """async (kinds) => {
  const { channel } = await import('/js/signal.js');
  const line = channel('/signals', 'token', {});
  await Promise.all(kinds.map((kind, index) => line.send({kind, index})));
}"""


def failing(times: int, status: int) -> object:
    left = [times]

    def answer(_body: str) -> Answer:
        left[0] -= 1
        return (
            as_json(status, {"error": "too_many"})
            if left[0] >= 0
            else as_json(200, {"in_call": True})
        )

    return answer


def test_an_answer_without_content_is_nothing(blank: Page, site: Site) -> None:
    site.answers["/signals"] = lambda _body: (204, {}, "")
    assert blank.evaluate(POST, "/signals") == {"answer": None}


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_passing_failure_is_tried_again(blank: Page, site: Site, status: int) -> None:
    site.answers["/signals"] = failing(2, status)  # type: ignore[assignment]
    assert blank.evaluate(POST, "/signals") == {"answer": {"in_call": True}}
    assert site.bodies("/signals") == ['{"a":1}'] * 3


def test_three_failures_are_enough(blank: Page, site: Site) -> None:
    site.answers["/signals"] = failing(9, 500)  # type: ignore[assignment]
    assert "error" in blank.evaluate(POST, "/signals")
    assert len(site.bodies("/signals")) == 3


def test_a_refusal_is_not_argued_with(blank: Page, site: Site) -> None:
    site.answers["/signals"] = lambda _body: as_json(409, {"error": "not_now"})
    assert blank.evaluate(POST, "/signals") == {"error": "not_now", "status": 409}
    assert len(site.bodies("/signals")) == 1


def test_a_silent_server_is_asked_again_after_some_seconds(blank: Page, site: Site) -> None:
    free, calls = threading.Event(), []

    def answer(_body: str) -> Answer:
        calls.append(1)
        if len(calls) == 1:
            free.wait(8)
        return 204, {}, ""

    site.answers["/signals"] = answer
    assert blank.evaluate(POST, "/signals") == {"answer": None}
    free.set()
    assert len(calls) == 2


def test_no_part_of_the_connection_overtakes_but_candidates(blank: Page, site: Site) -> None:
    done: list[int] = []

    def answer(body: str) -> Answer:
        message = json.loads(body)
        if message["kind"] == "candidate":
            # The first candidate is the slowest: later ones may pass it, descriptions may not.
            threading.Event().wait(0.6 if message["index"] == 2 else 0.05)
        done.append(message["index"])
        return 204, {}, ""

    site.answers["/signals"] = answer
    blank.evaluate(
        SEND,
        ["hello", "description", "candidate", "candidate", "candidate", "description"],
    )
    assert done[:2] == [0, 1]
    assert sorted(done[2:5]) == [2, 3, 4]
    assert done[4] == 2
    assert done[5:] == [5]


def test_what_a_page_tells_of_itself_waits_only_for_its_own_kind(blank: Page, site: Site) -> None:
    done: list[int] = []

    def answer(body: str) -> Answer:
        message = json.loads(body)
        # The first of each is the slowest.
        threading.Event().wait(0.6 if message["index"] < 2 else 0.05)
        done.append(message["index"])
        return 204, {}, ""

    site.answers["/signals"] = answer
    blank.evaluate(SEND, ["state", "description", "state", "description"])
    assert sorted(done[:2]) == [0, 1]
    assert sorted(done[2:]) == [2, 3]


def test_one_lost_signal_does_not_hold_up_the_next(blank: Page, site: Site) -> None:
    site.answers["/signals"] = lambda body: (400 if '"hello"' in body else 204, {}, "")
    blank.evaluate("""async () => {
      const { channel } = await import('/js/signal.js');
      const line = channel('/signals', 'token', {});
      line.send({kind: 'hello'}).catch(() => null);
      await line.send({kind: 'state'});
    }""")
    assert len(site.bodies("/signals")) == 2
