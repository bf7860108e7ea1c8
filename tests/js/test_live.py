"""One stream a page: it rings, it hands over signals once, and it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

if TYPE_CHECKING:
    from .conftest import Answer, Site

pytestmark = pytest.mark.browser

FOLLOW = """async () => {
  window.rung = 0;
  window.heard = [];
  document.body.addEventListener('nudge', () => { window.rung += 1; });
  const root = document.createElement('section');
  root.dataset.events = '/events';
  root.dataset.after = '5';
  document.body.append(root);
  const live = await import('/js/live.js');
  live.subscribe((envelope) => window.heard.push(envelope.kind));
  live.follow();
}"""


def saying(text: str, asked: list[str] | None = None) -> object:
    def answer(_body: str) -> Answer:
        return 200, {"Content-Type": "text/event-stream"}, text

    return answer


def test_nudges_ring_and_signals_are_handed_over(blank: Page, site: Site) -> None:
    site.answers["/events"] = saying(  # type: ignore[assignment]
        "retry: 60000\n\nevent: nudge\ndata: {}\n\n"
        'event: signal\nid: 6\ndata: {"kind": "hello"}\n\n'
    )
    blank.evaluate(FOLLOW)
    blank.wait_for_function("window.heard.length === 1")
    assert blank.evaluate("window.rung") == 2  # once for the open stream, once for the nudge


def test_a_signal_that_comes_twice_is_heard_once(blank: Page, site: Site) -> None:
    one = 'event: signal\nid: {}\ndata: {{"kind": "{}"}}\n\n'
    site.answers["/events"] = saying(  # type: ignore[assignment]
        "retry: 100\n\n" + one.format(5, "old") + one.format(6, "a") + one.format(7, "b")
    )
    blank.evaluate(FOLLOW)
    blank.wait_for_function("window.rung > 2")
    assert blank.evaluate("window.heard") == ["a", "b"]


def test_a_broken_stream_becomes_polling_and_heals(blank: Page, site: Site) -> None:
    site.answers["/events"] = lambda _body: (503, {}, "")
    blank.clock.install()
    blank.evaluate(FOLLOW)
    blank.wait_for_timeout(200)
    for count in (1, 2):
        blank.clock.run_for(8000)
        blank.wait_for_function(f"window.rung === {count}")
        blank.wait_for_timeout(200)
    site.answers["/events"] = saying("retry: 60000\n\n")  # type: ignore[assignment]
    blank.clock.run_for(8000)
    blank.wait_for_function("window.rung === 4")


def test_a_phone_that_wakes_looks_again_and_opens_a_new_stream(blank: Page, site: Site) -> None:
    site.answers["/events"] = saying("retry: 60000\n\n")  # type: ignore[assignment]
    blank.evaluate(FOLLOW)
    blank.wait_for_function("window.rung === 1")
    blank.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    blank.wait_for_function("window.rung === 3")
    assert len(site.bodies("/events")) == 2


def test_a_stream_that_does_not_come_by_the_new_way_is_begun_once_more(
    blank: Page, site: Site
) -> None:
    """The server's first answer fails, and the browser would wait for three seconds."""
    site.answers["/events"] = lambda _body: (200, {"Content-Type": "text/event-stream"}, "")
    blank.evaluate(FOLLOW)
    blank.wait_for_function("window.rung === 1")
    begun = len(site.bodies("/events"))
    blank.evaluate("async () => { (await import('/js/live.js')).renew(true); }")
    blank.wait_for_timeout(1000)
    assert len(site.bodies("/events")) == begun + 1


def test_a_stream_that_stands_is_left_alone(blank: Page, site: Site) -> None:
    blank.evaluate(
        """async () => {
      window.made = 0;
      window.EventSource = class extends EventTarget {
        constructor() {
          super();
          window.made += 1;
          this.readyState = 1;
        }
        close() {}
      };
      Object.assign(window.EventSource, {CONNECTING: 0, OPEN: 1, CLOSED: 2});
    }"""
    )
    blank.evaluate(FOLLOW)
    blank.evaluate("async () => { (await import('/js/live.js')).renew(true); }")
    blank.wait_for_timeout(1000)
    assert blank.evaluate("window.made") == 1
    blank.evaluate("async () => { (await import('/js/live.js')).renew(false); }")
    assert blank.evaluate("window.made") == 2
