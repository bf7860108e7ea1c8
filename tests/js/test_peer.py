"""Two ends of a call in one page: pictures really move, whoever speaks first."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SET_UP = """async (options) => {
  const { createPeer } = await import('/js/peer.js');
  const media = await import('/js/media.js');
  const both = await media.openBoth();
  const ends = {};
  const lab = {ends, states: {a: [], b: []}, tracks: {a: [], b: []}, samples: {a: [], b: []}};
  window.lab = Object.assign(lab, {sent: [], yielded: [], renewed: [], cut: false, words: {a: [], b: []}});
  const both_ways = {audio: 'sendrecv', video: 'sendrecv'};
  const make = (name, other, polite) => {
    ends[name] = createPeer({
      ice: {}, polite, directions: Object.assign({}, both_ways, polite ? options : {}),
      send: (kind, body) => {
        if (lab.cut) return Promise.reject(new Error('cut'));
        lab.sent.push([name, kind, body]);
        const copy = JSON.parse(JSON.stringify(body));
        const hand = () => ends[other].receive(kind, copy);
        return new Promise((done) => setTimeout(() => { hand(); done(); }, 20));
      },
      onTrack: (track) => {
        lab.tracks[name].push(track);
        if (track.kind !== 'video') return;
        const video = document.createElement('video');
        video.id = name;
        video.muted = true;
        video.srcObject = new MediaStream([track]);
        document.body.append(video);
        video.play();
      },
      renew: (found) => lab.renewed.push(name + (found ? ' found' : ' lost')),
      onText: (words) => lab.words[name].push(words),
      onState: (state) => lab.states[name].push(state),
      onYield: () => lab.yielded.push(name),
      top: () => undefined,
      onSample: (measured) => lab.samples[name].push(measured),
    });
  };
  make('a', 'b', true);
  make('b', 'a', false);
  ends.a.meet('b');
  ends.b.meet('a');
  for (const name of ['a', 'b']) {
    ends[name].setTrack('audio', both.microphone.track);
    ends[name].setTrack('video', both.camera.track);
  }
}"""
DESCRIPTIONS = "lab.sent.filter((one) => one[1] === 'description')"
FRAMES = """([name, count]) => {
  const video = document.getElementById(name);
  return video && video.getVideoPlaybackQuality().totalVideoFrames > count;
}"""


def moving(page: Page, name: str, more: int = 10) -> None:
    """Wait until this end has shown more frames than it had."""
    now = page.evaluate(
        "(name) => { const v = document.getElementById(name);"
        " return v ? v.getVideoPlaybackQuality().totalVideoFrames : 0; }",
        name,
    )
    page.wait_for_function(FRAMES, arg=[name, now + more], timeout=15000)


def connected(page: Page, **directions: str) -> None:
    page.evaluate(SET_UP, directions)
    page.wait_for_function(
        "lab.states.a.includes('connected') && lab.states.b.includes('connected')"
    )


def test_both_see_each_other(blank: Page) -> None:
    connected(blank)
    moving(blank, "a")
    moving(blank, "b")
    assert blank.evaluate("window.rvrPeers.length") == 2


def test_one_offer_and_one_answer_are_enough(blank: Page) -> None:
    connected(blank)
    moving(blank, "b")
    kinds = blank.evaluate(
        "lab.sent.filter((one) => one[1] === 'description').map((one) => one[0] + one[2].type)"
    )
    assert kinds == ["aoffer", "banswer"]


def test_what_both_say_to_connect_is_short(blank: Page) -> None:
    connected(blank)
    assert max(blank.evaluate(f"{DESCRIPTIONS}.map((one) => one[2].sdp.length)")) < 3000


def test_what_is_said_twice_is_answered_once(blank: Page) -> None:
    connected(blank)
    blank.evaluate(f"() => lab.ends.b.receive('description', {DESCRIPTIONS}[0][2])")
    blank.wait_for_timeout(200)
    assert blank.evaluate(f"{DESCRIPTIONS}.length") == 2


def test_sound_and_picture_go_out_thriftily(blank: Page) -> None:
    connected(blank)
    sdp = blank.evaluate(
        "lab.sent.filter((one) => one[1] === 'description').map((one) => one[2].sdp)"
    )
    assert all("maxaveragebitrate=24000" in one and "a=ptime:60" in one for one in sdp)
    caps = blank.evaluate(
        "window.rvrPeers.map((pc) => pc.getSenders().find((one) => one.track.kind === 'video')"
        ".getParameters().encodings[0].maxBitrate)"
    )
    assert caps == [30000, 30000]


def test_a_lost_picture_holds_up_as_few_as_can_be(blank: Page) -> None:
    """By layers of time, on both sides: with 10 % of loss the picture stood for up to a quarter of the time."""
    connected(blank)
    modes = blank.evaluate(
        "window.rvrPeers.map((pc) => pc.getSenders().find((one) => one.track.kind === 'video')"
        ".getParameters().encodings[0].scalabilityMode)"
    )
    assert modes == ["L1T3", "L1T3"]


def test_both_ask_for_a_restart_at_once(blank: Page) -> None:
    connected(blank)
    moving(blank, "a", 3)
    for _ in range(3):
        blank.evaluate("() => { lab.ends.a.restart(); lab.ends.b.restart(); }")
        blank.wait_for_timeout(300)
    blank.wait_for_function("window.rvrPeers.every((pc) => pc.signalingState === 'stable')")
    moving(blank, "a")
    moving(blank, "b")
    assert blank.evaluate("window.rvrPeers.map((pc) => pc.getTransceivers().length)") == [2, 2]
    assert blank.evaluate("lab.yielded") == []


def test_of_two_offers_at_once_the_polite_side_gives_way(blank: Page) -> None:
    connected(blank)
    blank.evaluate("() => window.rvrPeers.forEach((pc) => pc.restartIce())")
    blank.wait_for_function("lab.yielded.length > 0")
    blank.wait_for_timeout(300)
    assert blank.evaluate("lab.yielded") == ["a"]


def test_a_restart_finds_a_new_way(blank: Page) -> None:
    connected(blank)
    ufrag = "window.rvrPeers[0].localDescription.sdp.match(/ice-ufrag:(\\S+)/)[1]"
    before = blank.evaluate(ufrag)
    blank.evaluate("() => { lab.ends.b.restart(); }")
    blank.wait_for_function(f"{ufrag} !== '{before}'")
    moving(blank, "a")
    moving(blank, "b")


def test_a_restart_is_left_to_find_its_way(blank: Page) -> None:
    connected(blank)
    before = blank.evaluate(f"{DESCRIPTIONS}.length")
    for _ in range(4):
        blank.evaluate("() => { lab.ends.a.restart(); lab.ends.b.restart(); }")
        blank.wait_for_timeout(400)
    assert blank.evaluate(f"{DESCRIPTIONS}.length") == before + 2


def test_who_looks_for_a_way_hears_of_it_by_a_new_stream(blank: Page) -> None:
    connected(blank)
    assert blank.evaluate("lab.renewed") == []
    blank.evaluate("() => { lab.ends.a.restart(); }")
    blank.wait_for_function("lab.renewed.length === 4")
    assert sorted(blank.evaluate("lab.renewed")) == ["a found", "a lost", "b found", "b lost"]


def test_an_offer_that_got_lost_is_sent_again(blank: Page) -> None:
    connected(blank)
    blank.evaluate("() => { lab.cut = true; lab.ends.b.restart(); }")
    blank.wait_for_function("window.rvrPeers[1].signalingState === 'have-local-offer'")
    blank.evaluate("() => { lab.cut = false; }")
    blank.wait_for_function("window.rvrPeers[1].signalingState === 'stable'", timeout=6000)
    moving(blank, "a")


def test_silence_on_the_line_makes_both_look_for_a_new_way(blank: Page) -> None:
    connected(blank)
    moving(blank, "a", 3)
    # Stands for a dead network: nothing more comes in, and ICE's own checks get no answer.
    blank.evaluate("""() => {
      const pc = window.rvrPeers[0];
      const real = pc.getStats.bind(pc);
      lab.frozen = null;
      pc.getStats = async () => lab.frozen || (lab.frozen = await real());
    }""")
    blank.wait_for_function("lab.states.a.includes('reconnecting')", timeout=6000)
    blank.wait_for_function(
        "lab.sent.filter((one) => one[0] === 'a' && one[1] === 'hello').length > 1", timeout=9000
    )
    blank.evaluate("() => { delete window.rvrPeers[0].getStats; }")
    blank.wait_for_function("lab.states.a[lab.states.a.length - 1] === 'connected'", timeout=6000)
    moving(blank, "a")


def test_a_camera_that_comes_later_is_seen(blank: Page) -> None:
    connected(blank, video="inactive")
    assert blank.evaluate("lab.tracks.b.map((track) => track.kind).includes('video')") is True
    moving(blank, "b")
    moving(blank, "a")


def test_a_call_without_devices_still_connects(blank: Page) -> None:
    blank.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('', 'NotAllowedError')); }"
    )
    connected(blank)
    assert blank.evaluate("window.rvrPeers.map((pc) => pc.connectionState)") == ["connected"] * 2


def test_damaged_messages_harm_nothing(blank: Page) -> None:
    connected(blank)
    blank.evaluate("""async () => {
      await lab.ends.a.receive('description', {type: 'answer', sdp: 'v=0 late'});
      await lab.ends.a.receive('description', {type: 'offer', sdp: 'rubbish'});
      await lab.ends.a.receive('candidate', {candidate: 'rubbish', sdpMid: '9', sdpMLineIndex: 9});
    }""")
    moving(blank, "a")
    moving(blank, "b")


def test_letters_are_read_as_they_are_written(blank: Page) -> None:
    connected(blank)
    blank.evaluate("() => { lab.ends.a.write('hel'); lab.ends.a.write('help'); }")
    blank.wait_for_function("lab.words.b.length === 2")
    assert blank.evaluate("lab.words") == {"a": [], "b": ["hel", "help"]}


@pytest.mark.parametrize(("hardware", "first"), [(True, "H264"), (False, "VP8")])
def test_the_picture_is_made_in_hardware_where_the_phone_can(
    blank: Page, hardware: bool, first: str
) -> None:
    blank.evaluate(
        "(powerEfficient) => { navigator.mediaCapabilities.encodingInfo = async () =>"
        " ({supported: true, powerEfficient}); }",
        hardware,
    )
    connected(blank)
    moving(blank, "b")
    used = blank.evaluate("""async () => {
      const found = [];
      for (const pc of window.rvrPeers) {
        const stats = await pc.getStats();
        stats.forEach((it) => it.type === 'outbound-rtp' && it.kind === 'video'
          && found.push(stats.get(it.codecId).mimeType));
      }
      return found;
    }""")
    assert used == [f"video/{first}"] * 2


def test_who_signs_sends_pictures_often_rather_than_sharp(blank: Page) -> None:
    shown = "async (signing) => (await import('/js/ladder.js')).picture(2, signing)"
    plain, signed = (blank.evaluate(shown, it) for it in (False, True))
    assert signed["frames"] > plain["frames"]
    assert signed["edge"] < plain["edge"]
    assert signed["rate"] == plain["rate"]


def test_sound_and_picture_are_kept_back_for_repair_only_on_a_lossy_line(blank: Page) -> None:
    kept = blank.evaluate("""async () => {
      const { patience } = await import('/js/patience.js');
      const [sound, picture] = ['audio', 'video'].map((kind) => ({track: {kind}}));
      const told = patience(() => [sound, picture]);
      const kept = [];
      for (const [seconds, loss] of [[9, 0], [1, 0], [1, 0.005], [1, 0.06], [9, 0], [1, 0]]) {
        for (let second = 0; second < seconds; second += 1) told({loss, rtt: 0.3});
        kept.push([sound.jitterBufferTarget, picture.jitterBufferTarget]);
      }
      return kept;
    }""")
    repaired, calm = [240, 430], [120, 0]
    assert kept == [repaired, calm, calm, repaired, repaired, calm]


def test_closing_leaves_nothing(blank: Page) -> None:
    connected(blank)
    blank.evaluate(
        "() => { window.kept = window.rvrPeers.slice(); lab.ends.a.close(); lab.ends.b.close(); }"
    )
    assert blank.evaluate(
        "[window.rvrPeers.length, window.kept.map((pc) => pc.signalingState)]"
    ) == [0, ["closed"] * 2]


SILENT = """async () => {
  const senders = window.rvrPeers.map((pc) => pc.getSenders().find((it) => it.track && it.track.kind === 'audio'));
  senders.forEach((it) => { it.track.enabled = false; });
  const sent = async () => {
    let packets = 0;
    (await senders[0].getStats()).forEach((it) => { if (it.type === 'outbound-rtp') packets += it.packetsSent; });
    return packets;
  };
  await new Promise((done) => setTimeout(done, 1500));
  const before = await sent();
  await new Promise((done) => setTimeout(done, 4000));
  return (await sent()) - before;
}"""


def test_silence_costs_next_to_nothing_and_is_no_loss(blank: Page) -> None:
    connected(blank, video="inactive")
    blank.wait_for_timeout(1500)
    before = blank.evaluate(f"{DESCRIPTIONS}.length")
    assert blank.evaluate(SILENT) <= 20
    assert blank.evaluate(f"{DESCRIPTIONS}.length") == before
    assert "reconnecting" not in blank.evaluate("lab.states.a.concat(lab.states.b)")
