"""Two call pages find each other, whoever comes first, comes again, or speaks at the same time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SET_UP = """async () => {
  const { join } = await import('/js/session.js');
  const lab = window.lab = {log: [], said: {v: [], o: []}, heard: {v: [], o: []}, ends: {}, came: []};
  const rooms = {v: new Set(), o: new Set()};
  const line = (mine, theirs) => ({
    send(envelope) {
      const copy = JSON.stringify(envelope);
      lab.log.push(envelope);
      setTimeout(() => rooms[theirs].forEach((listener) => listener(JSON.parse(copy))), 10);
      return Promise.resolve();
    },
    renew: () => null,
    last(envelope) { this.send(envelope); },
    subscribe(listener) { rooms[mine].add(listener); return () => rooms[mine].delete(listener); },
  });
  lab.line = line;
  lab.hold = (name) => {
    lab.ends[name] = join({
      line: line(name, name === 'v' ? 'o' : 'v'),
      ice: {}, polite: name === 'v', directions: {audio: 'sendrecv', video: 'sendrecv'},
    });
  };
  lab.take = (name) => {
    lab.ends[name].take({
      state: {microphone: name === 'v', camera: false, sound: true},
      onTrack: (track) => lab.came.push(name + track.kind),
      onOther: (state) => lab.heard[name].push(state.microphone),
      say: (word) => lab.said[name].push(word),
    });
  };
  lab.come = (name) => { lab.hold(name); lab.take(name); };
}"""
BOTH = "lab.said.v.includes('connected') && lab.said.o.includes('connected')"


@pytest.fixture
def lab(blank: Page) -> Page:
    blank.evaluate(SET_UP)
    return blank


@pytest.mark.parametrize("order", [["v", "o"], ["o", "v"]])
@pytest.mark.parametrize("pause", [0, 100])
def test_they_meet(lab: Page, order: list[str], pause: int) -> None:
    lab.evaluate(
        "async ([order, pause]) => { lab.come(order[0]);"
        " if (pause) await new Promise((done) => setTimeout(done, pause)); lab.come(order[1]); }",
        [order, pause],
    )
    lab.wait_for_function(BOTH)
    assert lab.evaluate("[lab.heard.v[0], lab.heard.o[0]]") == [False, True]
    assert lab.evaluate("window.rvrPeers.length") == 2


def test_pages_that_met_before_anybody_was_there_tell_it_later(lab: Page) -> None:
    lab.evaluate("() => { lab.hold('v'); lab.hold('o'); }")
    lab.wait_for_function("window.rvrPeers.length === 2")
    lab.wait_for_function("window.rvrPeers.every((pc) => pc.connectionState === 'connected')")
    lab.wait_for_timeout(1200)
    assert lab.evaluate("lab.log.filter((one) => one.kind === 'state').length") == 0
    lab.evaluate("() => { lab.take('o'); lab.take('v'); }")
    assert lab.evaluate("lab.said") == {it: ["other_joined", "connected"] for it in "vo"}
    assert sorted(lab.evaluate("lab.came")) == ["oaudio", "ovideo", "vaudio", "vvideo"]
    lab.wait_for_function("lab.heard.v.length && lab.heard.o.length")
    assert lab.evaluate("lab.heard") == {"v": [False], "o": [True]}


def test_who_waits_has_her_offer_ready_and_says_it_once(lab: Page) -> None:
    lab.evaluate("() => { lab.hold('v'); }")
    lab.wait_for_function("window.rvrPeers.some((pc) => pc.iceGatheringState === 'complete')")
    assert lab.evaluate("lab.log.map((one) => one.kind)") == ["hello"]
    lab.evaluate("() => { lab.come('o'); lab.take('v'); }")
    lab.wait_for_function(BOTH)
    said = "lab.log.filter((one) => one.kind === 'description').map((one) => one.body)"
    assert lab.evaluate(f"{said}.map((it) => it.type)") == ["offer", "answer"]
    assert "a=candidate:" in lab.evaluate(f"{said}[0].sdp")


def test_a_way_that_nobody_uses_is_given_up(lab: Page) -> None:
    lab.clock.install()
    lab.evaluate("() => { lab.hold('v'); }")
    assert lab.evaluate("window.rvrPeers.length") == 1
    lab.clock.fast_forward(26_000)
    assert lab.evaluate("window.rvrPeers.length") == 0
    lab.evaluate("() => { lab.come('o'); lab.take('v'); }")
    lab.clock.resume()
    lab.wait_for_function(BOTH)


def test_what_was_said_to_a_held_page_is_told_later(lab: Page) -> None:
    lab.evaluate("() => { lab.come('o'); lab.hold('v'); }")
    lab.wait_for_function("lab.said.o.includes('connected')")
    lab.evaluate("() => { lab.take('v'); }")
    assert lab.evaluate("lab.heard.v") == [False]


def test_what_is_about_another_side_is_not_heard(lab: Page) -> None:
    lab.evaluate("() => { lab.come('v'); }")
    lab.evaluate(
        "() => lab.line('o', 'v').send("
        "{peer: 'somebody-else', to: null, kind: 'hello', body: {}, from: 'guest'})"
    )
    lab.wait_for_timeout(200)
    assert lab.evaluate("lab.said.v") == []


def test_a_page_that_comes_again_is_met_anew(lab: Page) -> None:
    lab.evaluate("() => { lab.come('v'); lab.come('o'); }")
    lab.wait_for_function(BOTH)
    lab.evaluate("() => { lab.ends.o.end('reload'); }")
    lab.wait_for_function("lab.said.v.includes('other_left')")
    lab.evaluate("() => { lab.said.v = []; lab.said.o = []; lab.come('o'); }")
    lab.wait_for_function(BOTH)
    assert lab.evaluate("window.rvrPeers.length") == 2


def test_a_page_that_vanished_without_a_word_is_replaced(lab: Page) -> None:
    lab.evaluate("() => { lab.come('v'); lab.come('o'); }")
    lab.wait_for_function(BOTH)
    lab.evaluate("() => { lab.said.v = []; lab.said.o = []; lab.come('v'); }")
    lab.wait_for_function("lab.said.v.includes('connected') && lab.said.o.includes('other_joined')")


def test_a_late_word_of_a_page_that_left_brings_nothing_back(lab: Page) -> None:
    lab.evaluate("() => { lab.come('v'); lab.come('o'); }")
    lab.wait_for_function(BOTH)
    name = lab.evaluate("lab.log.find((one) => one.body.type === 'answer').peer")
    lab.evaluate("() => { lab.ends.o.end('left'); }")
    lab.wait_for_function("lab.said.v.includes('other_left')")
    lab.evaluate(
        "(peer) => lab.line('o', 'v').send({peer, to: null, kind: 'hello', body: {}})", name
    )
    lab.wait_for_timeout(200)
    assert lab.evaluate("window.rvrPeers.length") == 0


def test_two_offers_at_once_end_in_a_connection(lab: Page) -> None:
    lab.evaluate("() => { lab.come('v'); lab.come('o'); }")
    lab.wait_for_function(BOTH)
    lab.evaluate(
        "() => { lab.said.v = []; lab.said.o = [];"
        " window.rvrPeers.forEach((pc) => pc.restartIce()); }"
    )
    lab.wait_for_function(BOTH)
    lab.wait_for_function("window.rvrPeers.every((pc) => pc.connectionState === 'connected')")
    assert lab.evaluate("window.rvrPeers.length") == 2
