"""The check ends within fifteen seconds, whatever the phone does, and is never in the way."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect

from . import pages

if TYPE_CHECKING:
    from .conftest import Site

pytestmark = pytest.mark.browser


def at_checks(
    browser: Browser, site: Site, init: str = "", ice: Mapping[str, object] | None = None
) -> Page:
    site.answers["/v/checks/report"] = lambda _body: pages.answered(
        pages.readiness("sound_only", "camera_denied")
    )
    body = pages.fragment("victim/_checks.html", readiness=None, media="video", ice=ice)
    url = pages.shell(site, body, "checks")
    page = pages.opened(browser, "about:blank")
    if init:
        page.add_init_script(init)
    page.goto(url)
    expect(page.locator("#report")).to_have_attribute("data-htmx-powered", "true")
    expect(page.get_by_role("button", name="Check now")).to_be_visible()
    return page


def report(site: Site) -> dict[str, str]:
    """The last report that arrived."""
    fields = parse_qs(site.bodies("/v/checks/report")[-1], keep_blank_values=True)
    return {name: value[0] for name, value in fields.items()}


def checked(page: Page) -> float:
    """Check, and tell how long it took."""
    begin = time.monotonic()
    page.get_by_role("button", name="Check now").click()
    expect(page.locator("#checks-result")).not_to_be_empty(timeout=16000)
    return time.monotonic() - begin


def test_all_well(allowing: Browser, site: Site) -> None:
    page = at_checks(allowing, site)
    assert checked(page) < 8
    told = report(site)
    assert (told["camera"], told["microphone"], told["connection"]) == ("ok", "ok", "good")
    assert (told["browser"], told["sound"], told["csrf_token"]) == ("ok", "skipped", "token")
    assert 0 <= int(told["round_trip_ms"]) < 300
    assert page.evaluate("document.querySelector('#preview').srcObject.getTracks().length") == 1
    expect(page.get_by_label("With sound only")).to_be_checked()
    page.wait_for_function("() => document.querySelector('#level').value > 0")
    assert page.complaints == []  # type: ignore[attr-defined]


def test_her_own_choice_stays(allowing: Browser, site: Site) -> None:
    page = at_checks(allowing, site)
    page.get_by_label("By writing only").check()
    checked(page)
    assert (report(site)["camera"], report(site)["microphone"]) == ("skipped", "skipped")
    expect(page.get_by_label("By writing only")).to_be_checked()


def test_denied(allowing: Browser, site: Site) -> None:
    page = at_checks(
        allowing,
        site,
        "navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('', 'NotAllowedError'))",
    )
    assert checked(page) < 8
    assert (report(site)["camera"], report(site)["microphone"]) == ("denied", "denied")


def test_a_yes_that_comes_too_late_opens_nothing(allowing: Browser, site: Site) -> None:
    page = at_checks(
        allowing,
        site,
        "const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
        "navigator.mediaDevices.getUserMedia = (wish) => new Promise((done) => {"
        " window.allow = () => done(real(wish)); })",
    )
    assert checked(page) < 15
    assert (report(site)["camera"], report(site)["microphone"]) == ("failed", "failed")
    page.evaluate("window.allow()")
    page.wait_for_timeout(500)
    assert page.evaluate("window.rvrTracks.length") == 0


def test_nothing_answers_at_all(allowing: Browser, site: Site) -> None:
    page = at_checks(
        allowing, site, "navigator.mediaDevices.getUserMedia = () => new Promise(() => null)"
    )
    page.route("**/v/ping", lambda _route: None)
    page.route("**/v/checks/report", lambda _route: None)
    assert checked(page) < 15.5
    expect(page.locator("#checks-result")).to_contain_text("We cannot reach our service")
    expect(page.get_by_role("button", name="Go on")).to_be_enabled()


def test_a_browser_that_does_not_listen_blames_no_microphone(allowing: Browser, site: Site) -> None:
    """Firefox starts no audio context where the phone has no way to play sound."""
    page = at_checks(
        allowing, site,
        "Object.defineProperty(AudioContext.prototype, 'state', {get: () => 'suspended'});"
        " AnalyserNode.prototype.getFloatTimeDomainData = () => null",
    )  # fmt: skip
    page.get_by_label("With sound only").check()
    checked(page)
    assert report(site)["microphone"] == "ok"


def test_a_dead_microphone_is_told_and_comes_to_life(allowing: Browser, site: Site) -> None:
    page = at_checks(
        allowing,
        site,
        "navigator.mediaDevices.getUserMedia = async () => {"
        " const audio = new AudioContext(); const voice = audio.createOscillator();"
        " window.volume = audio.createGain(); window.volume.gain.value = 0;"
        " const out = audio.createMediaStreamDestination();"
        " voice.connect(window.volume).connect(out); voice.start(); return out.stream; }",
    )
    page.get_by_label("With sound only").check()
    checked(page)
    assert report(site)["microphone"] == "silent"
    page.evaluate("() => { window.volume.gain.value = 1; }")
    page.wait_for_function("() => document.querySelector('[name=microphone]').value === 'ok'")
    expect(page.locator("#checks-result")).not_to_be_empty()
    page.wait_for_timeout(200)
    assert report(site)["microphone"] == "ok"


def test_a_telephone_call_holds_the_microphone(allowing: Browser, site: Site) -> None:
    page = at_checks(
        allowing,
        site,
        "Object.defineProperty(MediaStreamTrack.prototype, 'muted', {get: () => true})",
    )
    checked(page)
    assert report(site)["microphone"] == "phone_call"


def test_the_test_sound_only_after_a_tap_and_reported(allowing: Browser, site: Site) -> None:
    page = at_checks(allowing, site)
    expect(page.get_by_role("button", name="I heard it")).to_be_hidden()
    checked(page)
    page.get_by_role("button", name="Play a test sound").click()
    with page.expect_response("**/v/checks/report"):
        page.get_by_role("button", name="I did not hear it").click()
    assert report(site)["sound"] == "not_heard"


def test_leaving_the_step_lets_go_of_everything(allowing: Browser, site: Site) -> None:
    page = at_checks(allowing, site)
    checked(page)
    site.answers["/v"] = lambda _body: pages.answered(
        '<section data-step="ended"><h1>Over</h1></section>'
    )
    page.evaluate(
        "() => { window.kept = window.rvrTracks.slice();"
        " document.body.dispatchEvent(new CustomEvent('nudge')); }"
    )
    expect(page.get_by_role("heading", name="Over")).to_be_visible()
    assert page.evaluate("window.kept.map((track) => track.readyState)") == ["ended", "ended"]


@pytest.mark.parametrize(
    ("agent", "code"),
    [
        ("Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile/15E148 Instagram 300.0", "in_app"),
        ("Mozilla/5.0 (Linux; Android 13; wv) Chrome/120 [FB_IAB/FB4A;FBAV/400]", "in_app"),
        ("Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Safari/537.36", "ok"),
        ("Mozilla/5.0 (X11; Linux x86_64) Online/1", "ok"),
    ],
)
def test_browsers_inside_other_apps(blank: Page, agent: str, code: str) -> None:
    found = blank.evaluate("async (agent) => (await import('/js/probes.js')).browser(agent)", agent)
    assert found == code


@pytest.mark.parametrize(
    ("time_ms", "answers", "network", "grade"),
    [
        (40, 3, "4g", "good"),
        (40, 3, "", "good"),
        (301, 3, "4g", "slow"),
        (40, 3, "3g", "slow"),
        (601, 3, "4g", "slow"),
        (801, 3, "4g", "poor"),
        (40, 2, "4g", "poor"),
        (40, 3, "slow-2g", "poor"),
    ],
)
def test_connections(blank: Page, time_ms: int, answers: int, network: str, grade: str) -> None:
    code = "async (given) => (await import('/js/probes.js')).graded(...given)"
    assert blank.evaluate(code, [time_ms, answers, network]) == grade


@pytest.mark.parametrize("answer", ["ready", "sound_only", "text_only", "call_us"])
def test_every_problem_has_one_thing_to_do(answer: str) -> None:
    problems = [
        "camera_denied",
        "camera_in_use",
        "camera_missing",
        "camera_failed",
        "microphone_denied",
        "microphone_in_use",
        "microphone_missing",
        "microphone_failed",
        "microphone_silent",
        "phone_call",
        "sound_not_heard",
        "slow_connection",
        "poor_connection",
        "offline",
        "battery_low",
        "in_app_browser",
        "no_call",
        "insecure",
    ]
    html = pages.readiness(answer, *problems)
    assert [name for name in problems if f'data-problem="{name}"' not in html] == []
