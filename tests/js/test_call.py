"""The call page: controls, words and chat, with the other side in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect

from . import pages

if TYPE_CHECKING:
    from .conftest import Answer, Site

pytestmark = pytest.mark.browser

FRAMES = "document.querySelector('#remote').getVideoPlaybackQuality().totalVideoFrames"
MORE_FRAMES = f"(count) => {FRAMES} > count"


def at_call(
    browser: Browser,
    site: Site,
    media: str = "video",
    *,
    practice: bool = True,
    init: str = "",
    while_hidden: str = "quiet",
) -> Page:
    site.answers["/v/chat"] = lambda _body: (204, {}, "")
    site.answers["/v/alert"] = lambda _body: (204, {}, "")
    site.answers["/v/signals"] = lambda _body: (204, {}, "")
    site.answers["/v/call/hang-up"] = lambda _body: pages.answered(
        '<section data-step="after"><h1>Afterwards</h1></section>'
    )
    body = pages.call(media, practice=practice, while_hidden=while_hidden)
    url = pages.shell(site, body, "call")
    page = pages.opened(browser, "about:blank")
    if init:
        page.add_init_script(init)
    page.goto(url)
    expect(page.locator("#chat-form[data-htmx-powered]")).to_be_attached()
    return page


def says(page: Page, text: str) -> None:
    expect(page.locator("#call-status")).to_contain_text(text, timeout=12000)


def test_practice_sends_her_own_picture_through_a_real_connection(
    allowing: Browser, site: Site
) -> None:
    page = at_call(allowing, site)
    says(page, "You are connected")
    page.wait_for_function(MORE_FRAMES, arg=10)
    assert page.evaluate("window.rvrPeers.length") == 2
    assert site.bodies("/v/signals") == []
    assert page.complaints == []  # type: ignore[attr-defined]


def test_no_sound_before_a_tap(allowing: Browser, site: Site) -> None:
    page = at_call(allowing, site)
    page.wait_for_function(MORE_FRAMES, arg=3)
    assert page.evaluate("document.querySelector('#remote').muted") is True
    page.get_by_role("button", name="Turn on sound").click()
    assert page.evaluate("document.querySelector('#remote').muted") is False
    expect(page.locator("#listen")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.locator("#mute")).to_be_focused()


def test_muting_and_hiding(allowing: Browser, site: Site) -> None:
    page = at_call(allowing, site)
    says(page, "You are connected")
    mute, camera = page.get_by_role("button", name="Mute me"), page.locator("#camera")
    expect(mute).to_have_attribute("aria-pressed", "false")
    mute.click()
    expect(mute).to_have_attribute("aria-pressed", "true")
    says(page, "cannot hear you now")
    camera.click()
    expect(camera).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#self")).to_be_hidden()
    assert page.evaluate("window.rvrTracks.map((track) => track.kind)") == ["audio"]
    expect(page.locator(".call-remote")).to_have_attribute("data-picture", "off")
    camera.click()
    expect(camera).to_have_attribute("aria-pressed", "false")
    frames = page.evaluate(FRAMES)
    page.wait_for_function(MORE_FRAMES, arg=frames + 5)


def test_a_call_with_sound_only_can_become_one_with_picture(allowing: Browser, site: Site) -> None:
    page = at_call(allowing, site, "sound")
    says(page, "You are connected")
    assert page.evaluate("window.rvrTracks.map((track) => track.kind)") == ["audio"]
    page.locator("#camera").click()
    page.wait_for_function(MORE_FRAMES, arg=5)


def test_a_call_in_writing_asks_for_no_device(allowing: Browser, site: Site) -> None:
    page = at_call(allowing, site, "text")
    says(page, "cannot see or hear you")
    assert page.evaluate("(window.rvrTracks || []).length") == 0
    page.get_by_role("button", name="Turn on sound").click()
    page.get_by_role("button", name="Mute me").click()
    page.wait_for_function("() => (window.rvrTracks || []).length === 1")


def test_refused_devices_do_not_end_the_call(allowing: Browser, site: Site) -> None:
    page = at_call(
        allowing,
        site,
        init="navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('', 'NotAllowedError'))",
    )
    says(page, "Your camera does not work now")
    says(page, "cannot see or hear you")
    expect(page.locator("#mute")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#chat")).to_be_editable()


def test_hello_goes_out_and_goodbye_when_hanging_up(allowing: Browser, site: Site) -> None:
    page = at_call(allowing, site, practice=False)
    says(page, "We are connecting you")
    page.wait_for_function("() => (window.rvrTracks || []).length === 2")
    page.evaluate("() => { window.kept = window.rvrTracks.slice(); }")
    assert '"kind":"hello"' in site.bodies("/v/signals")[0]
    page.get_by_role("button", name="End call").click()
    expect(page.get_by_role("heading", name="Afterwards")).to_be_focused()
    assert page.evaluate("window.kept.map((track) => track.readyState)") == ["ended", "ended"]
    assert page.evaluate("(window.rvrPeers || []).length") == 0


def test_a_line_is_sent_and_shown_once(allowing: Browser, site: Site) -> None:
    page = at_call(allowing, site, "text")
    expect(page.locator(".chat[data-awake]")).to_be_attached()
    kept: list[str] = []

    def answer(body: str) -> Answer:
        if body:
            kept.append(parse_qs(body)["text"][0])
            return 204, {}, ""
        lines = "".join(f'<p data-number="{8 + i}">You: {text}</p>' for i, text in enumerate(kept))
        return pages.answered(lines) if lines else (204, {}, "")

    site.answers["/v/chat"] = answer
    page.fill("#chat", "I can write")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#chat-log p")).to_have_count(2)
    expect(page.locator("#chat-log p").last).to_have_text("You: I can write")
    expect(page.locator("#chat")).to_have_value("")
    # The server of this test sends the first line again with the second.
    page.fill("#chat", "Again")
    page.keyboard.press("Enter")
    expect(page.locator("#chat-log p")).to_have_count(3)
    names = [parse_qs(body)["client_id"][0] for body in site.bodies("/v/chat") if body]
    assert names[0] == "made-by-the-server-1"
    assert len(set(names)) == 2


def test_what_was_typed_survives_a_failure(allowing: Browser, site: Site) -> None:
    page = at_call(allowing, site, "text")
    expect(page.locator(".chat[data-awake]")).to_be_attached()
    site.answers["/v/chat"] = lambda body: (503 if body else 204, {}, "")
    page.fill("#chat", "Please come")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#chat-status")).to_contain_text("was not sent")
    expect(page.locator("#chat")).to_have_value("Please come")
    site.answers["/v/chat"] = lambda _body: (204, {}, "")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#chat")).to_have_value("")
    names = [parse_qs(body)["client_id"][0] for body in site.bodies("/v/chat") if body]
    assert names[0] == names[1]


def test_every_control_is_large_and_clear_of_the_others(allowing: Browser, site: Site) -> None:
    page = at_call(allowing, site)
    says(page, "You are connected")
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        boxes = {
            name: page.locator(f"#{name}").bounding_box()
            for name in ("listen", "mute", "camera", "hangup")
        }
        end = boxes.pop("hangup")
        assert end
        assert min(end["width"], end["height"]) >= 48
        for box in boxes.values():
            assert box
            assert min(box["width"], box["height"]) >= 48
            beside = max(end["x"] - box["x"] - box["width"], box["x"] - end["x"] - end["width"])
            above = max(end["y"] - box["y"] - box["height"], box["y"] - end["y"] - end["height"])
            assert max(beside, above) >= 8
