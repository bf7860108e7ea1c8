"""Three voices, two mixes: each person hears the other two, and nobody hears themselves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Each person is a tone; the answer tells which tones stand in each mix.
VOICES = {"officer": 500, "her": 1500, "guest": 3000}
SET_UP = """async (voices) => {
  const { mixer } = await import('/js/mix.js');
  const audio = new AudioContext();
  const lab = window.lab = {mix: mixer(() => null, () => null), tracks: {}};
  Object.entries(voices).forEach(([who, hertz]) => {
    const tone = audio.createOscillator();
    const out = audio.createMediaStreamDestination();
    tone.frequency.value = hertz;
    tone.connect(out);
    tone.start();
    lab.tracks[who] = out.stream.getAudioTracks()[0];
  });
  lab.heard = async (to) => {
    const ear = audio.createAnalyser();
    ear.fftSize = 2048;
    audio.createMediaStreamSource(new MediaStream([lab.mix.track(to)])).connect(ear);
    await new Promise((done) => setTimeout(done, 400));
    const levels = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(levels);
    const at = (hertz) => levels[Math.round(hertz * ear.fftSize / audio.sampleRate)];
    return Object.keys(voices).filter((who) => at(voices[who]) > -50);
  };
}"""


@pytest.fixture
def lab(blank: Page) -> Page:
    blank.mouse.click(5, 5)  # a browser lets sound run after a tap
    blank.evaluate(SET_UP, VOICES)
    blank.wait_for_function("lab.mix.track('her')")
    return blank


def test_each_hears_the_other_two(lab: Page) -> None:
    lab.evaluate("Object.keys(lab.tracks).forEach((who) => lab.mix.voice(who, lab.tracks[who]))")
    assert lab.evaluate("lab.heard('her')") == ["officer", "guest"]
    assert lab.evaluate("lab.heard('guest')") == ["officer", "her"]


def test_a_voice_that_goes_or_is_replaced_is_heard_no_more(lab: Page) -> None:
    lab.evaluate("Object.keys(lab.tracks).forEach((who) => lab.mix.voice(who, lab.tracks[who]))")
    lab.evaluate(
        "() => { lab.mix.voice('guest', null); lab.mix.voice('officer', lab.tracks.guest); }"
    )
    assert lab.evaluate("lab.heard('her')") == ["guest"]
    assert lab.evaluate("lab.heard('guest')") == ["her", "guest"]


def test_a_mix_that_has_ended_gives_nothing(lab: Page) -> None:
    lab.evaluate("lab.mix.end()")
    lab.wait_for_function("lab.mix.track('her') === null")


def test_a_browser_that_wants_a_tap_first_is_told_of(blank: Page) -> None:
    """What Chromium does after a reload: until the tap there is no mix, and the page says so."""
    told = blank.evaluate(
        """async () => {
          window.AudioContext = class extends AudioContext { get state() { return 'suspended'; } };
          const { mixer } = await import('/js/mix.js');
          let mix = null;
          await new Promise((silent) => { mix = mixer(() => null, silent); });
          const track = mix.track('her');
          mix.end();
          return [track, mix.track('guest')];
        }"""
    )
    assert told == [None, None]
