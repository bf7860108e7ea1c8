"""What a call is like: measured from the browser's counters, counted, and told to the other side."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MEASURE = """async (seconds) => {
  const { meter } = await import('/js/meter.js');
  let now;
  const measure = meter({ getStats: async () => new Map(now.map((entry) => [entry.id, entry])) });
  const told = [];
  for (now of seconds) told.push(await measure());
  return told;
}"""


def counters(**grown: float) -> list[dict[str, object]]:
    """A connection's statistics as W3C names them."""
    told = {"sent": 0, "missed": 0, "came": 0, "lost": 0, "samples": 0, "concealed": 0, **grown}
    sound = {"kind": "audio", "packetsReceived": told["came"], "packetsLost": told["lost"]}
    return [
        {"id": "o", "type": "outbound-rtp", "kind": "audio", "packetsSent": told["sent"]},
        {"id": "r", "type": "remote-inbound-rtp", "packetsLost": told["missed"], "roundTripTime": 0.3},
        {"id": "i", "type": "inbound-rtp", **sound, "totalSamplesReceived": told["samples"],
         "concealedSamples": told["concealed"]},
        {"id": "v", "type": "inbound-rtp", "kind": "video", "framesDecoded": told.get("frames", 0),
         "totalFreezesDuration": told.get("frozen", 0)},
        {"id": "p", "type": "candidate-pair", "nominated": True, "state": "succeeded",
         "localCandidateId": "c", "availableOutgoingBitrate": 128_400},
        {"id": "c", "type": "local-candidate", "candidateType": "relay", "relayProtocol": "tcp"},
    ]  # fmt: skip


def test_a_second_is_what_the_counters_grew_by(blank: Page) -> None:
    first = counters(sent=100, missed=10, came=100, lost=9, samples=48_000, concealed=4_800)
    then = counters(
        sent=150,
        missed=15,
        came=145,
        lost=14,
        samples=96_000,
        concealed=9_600,
        frames=7,
        frozen=0.25,
    )
    before, told = blank.evaluate(MEASURE, [first, then])
    assert (before["loss"], before["concealed"]) == (0, 0)
    assert told["lossOut"] == pytest.approx(0.1)
    assert told["loss"] == pytest.approx(0.1)
    assert told["concealed"] == pytest.approx(0.1)
    assert told["freeze"] == pytest.approx(0.25)
    assert (told["rtt"], told["estimate"], told["relay"]) == (0.3, 128, "tcp")
    assert (told["frames"], told["samples"]) == (7, 86_400)


def test_loss_of_what_goes_out_is_judged_over_some_seconds(blank: Page) -> None:
    seconds = [counters(sent=50 * at, missed=5 if at > 2 else 0) for at in range(12)]
    told = [it["lossOut"] for it in blank.evaluate(MEASURE, seconds)]
    assert told[2] == 0
    assert 0 < told[6] < 0.05
    assert told[11] == 0


def test_a_connection_that_tells_nothing_harms_nothing(blank: Page) -> None:
    [told] = blank.evaluate(MEASURE, [[]])
    assert (told["rtt"], told["loss"], told["estimate"], told["relay"]) == (0, 0, 0, "")


def test_only_what_is_new_of_the_other_side_is_said(blank: Page) -> None:
    said = blank.evaluate("""async () => {
      const { otherSide } = await import('/js/other.js');
      const said = [];
      const hear = otherSide((there) => said.push(there), (name) => said.push(name));
      const state = {microphone: true, camera: true, sound: true, thin: false};
      [{}, {thin: true}, {thin: true}, {}, {camera: false, thin: true}].forEach((it) =>
        hear(Object.assign({}, state, it)));
      return said;
    }""")
    assert said == [
        *(True, "other_listening"),
        *(False, "other_thin"),
        False,
        *(True, "other_thick"),
        *(False, "other_camera_off"),
    ]


def test_a_line_without_room_for_a_picture_is_told_once(blank: Page) -> None:
    told = blank.evaluate("""async () => {
      const { quality } = await import('/js/quality.js');
      const told = [];
      const say = (name) => told.push(name);
      const changed = () => told.push(line.thin());
      const line = quality({token: '', say, changed});
      line.joined();
      [2, 0, 0, 1].forEach((level) => line.options.onSample({level, frames: 1, samples: 1}));
      line.options.say('connected');
      line.end();
      return told;
    }""")
    assert told == [True, False, "connected"]


def test_the_screen_stays_on_until_the_call_is_over(blank: Page) -> None:
    held = blank.evaluate("""async () => {
      let held = 0;
      const lock = {release: () => { held -= 1; }};
      const wakeLock = {request: async () => { held += 1; return lock; }};
      Object.defineProperty(navigator, 'wakeLock', {value: wakeLock});
      const { stayAwake } = await import('/js/wake.js');
      const seen = [];
      const sleep = stayAwake();
      await null;
      seen.push(held);
      sleep();
      return seen.concat(held);
    }""")
    assert held == [1, 0]


def test_a_low_battery_asks_for_a_smaller_picture(blank: Page) -> None:
    tops = blank.evaluate("""async () => {
      const power = {level: 0.1, charging: false};
      navigator.getBattery = async () => power;
      const { strain } = await import('/js/strain.js');
      const phone = strain();
      await new Promise((done) => setTimeout(done));
      const low = phone.top();
      power.charging = true;
      return [low, phone.top() === undefined];
    }""")
    assert tops == [3, True]
