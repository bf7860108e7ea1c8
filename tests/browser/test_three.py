"""Three in a call, in three real browsers: each hears the other two, a signer is seen, leaving is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.audit import Auditor
from tests.browser.conftest import NewContext
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim, soon

pytestmark = pytest.mark.browser

TONES = {"officer": 440, "victim": 1270, "guest": 2930}
# Every microphone is a tone of its own, no overtone of another; every remote track can be listened to.
EARS = """(hertz) => {
  const ask = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (wanted) {
    const given = await ask.call(this, wanted);
    if (!wanted.audio) return given;
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const out = audio.createMediaStreamDestination();
    tone.frequency.value = hertz;
    tone.connect(out);
    tone.start();
    given.getAudioTracks().forEach((track) => { track.stop(); given.removeTrack(track); });
    return new MediaStream([...given.getVideoTracks(), ...out.stream.getAudioTracks()]);
  };
}"""
# The guest's camera is one flat magenta: whoever shows it shows their picture and no other.
MAGENTA = """() => {
  const ask = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (wanted) {
    const given = await ask.call(this, wanted);
    if (!wanted.video) return given;
    const wall = Object.assign(document.createElement('canvas'), {width: 320, height: 240});
    const paint = wall.getContext('2d');
    setInterval(() => {
      paint.fillStyle = '#c000c0';
      paint.fillRect(0, 0, 320, 240);
    }, 60);
    given.getVideoTracks().forEach((track) => { track.stop(); given.removeTrack(track); });
    return new MediaStream([...wall.captureStream(15).getVideoTracks(), ...given.getAudioTracks()]);
  };
}"""
IS_MAGENTA = """(of) => {
  const spot = Object.assign(document.createElement('canvas'), {width: 8, height: 8});
  const paint = spot.getContext('2d');
  paint.drawImage(document.querySelector(of), 0, 0, 8, 8);
  const [red, green, blue] = paint.getImageData(1, 1, 1, 1).data;
  window.seen = [red, green, blue];
  return red > 120 && blue > 120 && green < 60;
}"""
HEARS = """async ([of, tones]) => {
  const stream = document.querySelector(of).srcObject;
  const [sound] = stream ? stream.getAudioTracks() : [];
  if (!sound) return [];
  const audio = new AudioContext();
  await audio.resume();
  const ear = audio.createAnalyser();
  audio.createMediaStreamSource(new MediaStream([sound])).connect(ear);
  await new Promise((done) => setTimeout(done, 700));
  const levels = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(levels);
  await audio.close();
  const at = (hertz) => levels[Math.round(hertz * ear.fftSize / audio.sampleRate)];
  return Object.keys(tones).filter((who) => at(tones[who]) > -50);
}"""


def hears(page: Page, *who: str, of: str = "#remote") -> None:
    """Exactly these voices, within fifteen seconds."""
    heard: list[str] = []
    for _ in range(15):
        heard = page.evaluate(HEARS, [of, TONES])
        if heard == list(who):
            return
        page.wait_for_timeout(300)
    raise AssertionError(f"{heard} on {page.url}")


def sees_the_guest(page: Page, guest: bool) -> None:
    """Whether the large picture is the guest's, within fifteen seconds."""
    for _ in range(50):
        if page.evaluate(IS_MAGENTA, "#remote") is guest:
            return
        page.wait_for_timeout(300)
    raise AssertionError(page.evaluate("window.seen"))


def sounds(context: BrowserContext, who: str) -> None:
    context.add_init_script(f"({EARS})({TONES[who]})")


def test_three_hear_one_another_and_she_sees_who_signs(
    victim: Victim, officer: OfficerAtDesk, new_context: NewContext
) -> None:
    guest = new_context(viewport={"width": 320, "height": 568}).new_page()
    guest.context.add_init_script(f"({MAGENTA})()")
    audit = Auditor()
    for who, page in (("victim", victim.page), ("officer", officer.page), ("guest", guest)):
        sounds(page.context, who)
    victim.gets_a_link().gets_to("waiting")
    officer.joins(victim.visit)
    victim.sees("call")
    victim.page.locator("#listen").click()
    hears(victim.page, "officer")

    desk = officer.page
    guest.goto(officer.invites("signer", "Ana"))
    audit.looks(guest, "guest, welcome")
    guest.get_by_role("button", name="Start").click()
    guest.locator("[data-step=waiting] h1").first.wait_for()
    audit.looks(guest, "guest, waiting")
    expect(victim.page.locator("#guest-status")).to_contain_text("Ana waits to come in")
    desk.get_by_role("button", name="Let Ana in").click()
    guest.locator("[data-step=call] h1").first.wait_for()
    expect(victim.page.locator("#guest-status")).to_contain_text("Ana, is in the call now.")

    hears(victim.page, "officer", "guest")
    hears(guest, "officer", "victim")
    hears(desk, "guest", of="#third")
    hears(desk, "victim")
    soon(guest, 10)
    soon(desk, 10, of="#third")
    sees_the_guest(victim.page, True)
    for name, page in (("guest, call", guest), ("victim, guest", victim.page), ("desk", desk)):
        audit.looks(page, name)
    assert audit.found == {}
    assert victim.page.evaluate("window.rvrPeers.length") == 1
    assert guest.evaluate("window.rvrPeers.length") == 1

    guest.locator("#hangup").click()
    guest.locator("[data-step=ended] h1").first.wait_for()
    expect(victim.page.locator("#guest-status")).to_contain_text("Ana has left the call.")
    hears(victim.page, "officer")
    sees_the_guest(victim.page, False)
    assert victim.step == "call"
