"""Failures of camera and microphone become our codes, and no track is forgotten."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NotAllowedError", "denied"),
        ("SecurityError", "denied"),
        ("NotFoundError", "missing"),
        ("OverconstrainedError", "missing"),
        ("NotReadableError", "in_use"),
        ("TypeError", "unsupported"),
        ("AbortError", "failed"),
        ("InvalidStateError", "failed"),
    ],
)
def test_errors_of_the_browser_are_our_codes(blank: Page, name: str, code: str) -> None:
    found = blank.evaluate("async (name) => (await import('/js/media.js')).reason({name})", name)
    assert found == code


def test_tracks_are_listed_for_the_exit_and_stop_together(blank: Page) -> None:
    seen = blank.evaluate("""async () => {
      const media = await import('/js/media.js');
      const both = await media.openBoth();
      const listed = window.rvrTracks.slice();
      media.stop(both.camera.track);
      const left = window.rvrTracks.length;
      media.stopAll();
      const states = listed.map((track) => track.readyState);
      return [listed.length, left, window.rvrTracks.length, states];
    }""")
    assert seen == [2, 1, 0, ["ended", "ended"]]


def test_a_broken_camera_does_not_cost_the_microphone(blank: Page) -> None:
    seen = blank.evaluate("""async () => {
      const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = (wish) =>
        wish.video ? Promise.reject(new DOMException('busy', 'NotReadableError')) : real(wish);
      const media = await import('/js/media.js');
      const both = await media.openBoth();
      media.stopAll();
      const { camera, microphone } = both;
      return [camera.problem, camera.track, microphone.problem, microphone.track.kind];
    }""")
    assert seen == ["in_use", None, None, "audio"]


@pytest.mark.parametrize(
    ("settings", "choice"),
    [
        ({"facingMode": "user"}, {"facingMode": {"ideal": "environment"}}),
        ({"facingMode": "environment"}, {"facingMode": {"ideal": "user"}}),
        ({"deviceId": "a"}, {"deviceId": {"exact": "b"}}),
        ({"deviceId": "b"}, {"deviceId": {"exact": "a"}}),
        ({}, {"deviceId": {"exact": "a"}}),
    ],
)
def test_the_next_camera(blank: Page, settings: object, choice: object) -> None:
    code = "async (given) => (await import('/js/cameras.js')).nextCamera(given, ['a', 'b'])"
    assert blank.evaluate(code, settings) == choice
