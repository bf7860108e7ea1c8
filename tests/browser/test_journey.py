"""The whole way, from an officer's link to aftercare, in two real browsers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.pages.victim import Victim, soon

pytestmark = pytest.mark.browser

TOPICS = ("safety_plan", "clares_law")
CONTACTS = ("gdass",)


def test_from_the_officers_link_to_aftercare(victim: Victim, officer: OfficerAtDesk) -> None:
    officer.makes_a_visit()
    victim.link = officer.shows_the_link()
    victim.visit = officer.visit
    officer.watches_the_board()

    victim.opens_the_link()
    expect(victim.page).to_have_title("Video appointment")
    victim.starts()
    expect(officer.card(victim.visit)).to_contain_text("safe", timeout=2_000)
    victim.is_safe().says_her_needs(
        called="Sam", interpreter="woman", speaks="pl"
    ).checks_her_phone()
    expect(victim.page.locator("#checks-result")).to_contain_text("ready")
    expect(officer.card(victim.visit)).to_contain_text("Polish", timeout=2_000)
    victim.goes_on_to_wait()
    expect(officer.card(victim.visit)).to_contain_text("Waiting since", timeout=2_000)

    officer.joins(victim.visit)
    victim.sees("call")
    soon(victim.page, 30)
    soon(officer.page, 30)
    expect(victim.page.locator("main")).to_contain_text("Sam Hill")
    expect(victim.page.locator("main")).to_contain_text("1234")
    expect(victim.page.locator("main")).to_contain_text("blue otter")
    assert victim.page.locator("#remote").evaluate("it => it.muted")
    victim.page.locator("#listen").click()
    assert not victim.page.locator("#remote").evaluate("it => it.muted")
    expect(victim.page.locator("#call-status")).to_have_text("The sound is on.")

    victim.writes("He is at work until six.")
    expect(officer.page.locator("#chat-log")).to_contain_text("He is at work until six.")
    officer.writes("Thank you. Take your time.")
    expect(victim.chat).to_contain_text("Thank you. Take your time.")
    victim.alerts()
    expect(officer.page.get_by_role("alert").first).to_be_visible(timeout=2_000)
    assert victim.step == "call"

    officer.chooses(topics=TOPICS, contacts=CONTACTS)
    victim.hangs_up()
    chosen = victim.page.locator("[data-topic], [data-contact]")
    shown = chosen.evaluate_all("all => all.map(it => it.dataset.topic || it.dataset.contact)")
    assert sorted(shown) == sorted([*TOPICS, *CONTACTS])
    expect(victim.page.locator("a[href='tel:01452726570']")).to_be_visible()
    expect(victim.page.locator("a[href='tel:999']").first).to_be_visible()
    expect(victim.page.locator("a[href='tel:101']").first).to_be_visible()
    assert urlsplit(victim.page.url).path == "/v"

    acts = [entry["act"] for entry in officer.server.tells_of(victim.visit)["journal"]]
    for act in (
        "visit.prepared",
        "link.issued",
        "link.redeemed",
        "said.safe",
        "needs.told",
        "checks.reported",
        "waiting.began",
        "call.joined",
        "chat.said",
        "alert.raised",
        "advice.chosen",
        "call.ended",
    ):
        assert act in acts
    assert officer.server.says("journal", "verify").strip() == "Every chain is whole."


def test_mute_and_camera_are_seen_and_said_on_the_other_side(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link().gets_to("waiting")
    officer.joins(victim.visit)
    victim.sees("call")
    soon(officer.page, 10)
    victim.page.locator("#mute").click()
    expect(victim.page.locator("#mute")).to_have_attribute("aria-pressed", "true")
    expect(officer.page.locator("#call-status")).to_contain_text("microphone")
    victim.page.locator("#camera").click()
    expect(officer.page.locator("#call-status")).to_contain_text("camera")
    officer.page.locator("#hangup").click()
    victim.sees("after")


@pytest.mark.parametrize("media", ["sound", "text"])
def test_a_call_without_her_picture(victim: Victim, officer: OfficerAtDesk, media: str) -> None:
    victim.gets_a_link().gets_to("needs").says_her_needs(media=media).goes_on_to_wait()
    officer.joins(victim.visit)
    victim.sees("call")
    expect(victim.page.locator("#call-status")).not_to_be_empty()
    victim.writes("I cannot speak.")
    expect(officer.page.locator("#chat-log")).to_contain_text("I cannot speak.")
    sent = victim.page.evaluate("(window.rvrTracks || []).map(it => it.kind)")
    assert sent == (["audio"] if media == "sound" else [])


def test_both_sides_may_reload_and_the_call_comes_back(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link().gets_to("waiting")
    officer.joins(victim.visit)
    victim.sees("call")
    soon(officer.page, 10)
    victim.page.reload()
    victim.sees("call")
    soon(victim.page, 10)
    officer.page.reload()
    soon(officer.page, 10)
    soon(victim.page, 20)


def test_practice_is_answered_by_the_portal(victim: Victim) -> None:
    victim.gets_a_link("--practice").gets_to("waiting")
    expect(victim.page.locator("main")).to_contain_text("practice")
    victim.page.locator("[data-primary]").click()
    victim.sees("call")
    soon(victim.page, 20)
    victim.hangs_up()


def test_not_safe_reaches_the_officer_whatever_she_picks(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link()
    officer.watches_the_board()
    victim.opens_the_link().starts().is_not_safe()
    expect(officer.card(victim.visit).get_by_role("alert")).to_be_visible(timeout=2_000)
    expect(victim.page.locator("a[href='tel:999']").first).to_be_visible()
    victim.page.locator("#where").fill("In the garden, behind the shed")
    victim.page.get_by_role("button", name="Send an officer").click()
    expect(victim.page.get_by_role("heading", level=1)).to_have_text("Your message has arrived")
    expect(officer.card(victim.visit)).to_contain_text("behind the shed", timeout=2_000)


def test_the_gate_makes_no_link_where_there_is_danger(officer: OfficerAtDesk) -> None:
    officer.makes_a_visit(immediate_threat="yes")
    expect(officer.page.get_by_role("button", name="Show the link")).to_have_count(0)
    journal = officer.server.tells_of(officer.visit)["journal"]
    told = {entry["act"]: entry["facts"] for entry in journal}
    assert told["officer.sent_instead"] == {"reasons": "immediate_threat"}
    assert "link.issued" not in told


def test_a_text_is_sent_once_and_holds_a_link_that_opens(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    officer.makes_a_visit().sends_the_text()
    text = officer.server.texts[-1]
    assert text["to"] == "+447700900123"
    victim.link = re.findall(r"http\S+", text["text"])[0]
    victim.visit = officer.visit
    victim.opens_the_link().starts()


def test_her_language_is_kept_for_the_visit(victim: Victim) -> None:
    victim.gets_a_link().opens_the_link("?lang=cy")
    expect(victim.page.locator("html")).to_have_attribute("lang", "cy")
    victim.page.locator("[data-primary]").click()
    victim.sees("safety")
    expect(victim.page.locator("html")).to_have_attribute("lang", "cy")
    victim.page.reload()
    expect(victim.page.locator("html")).to_have_attribute("lang", "cy")


def test_a_withdrawn_visit_ends_on_her_page_by_itself_and_then_is_quiet(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link().gets_to("needs")
    officer.page.goto(f"{officer.server.url}/officer/visits/{victim.visit}/revocation")
    officer.page.locator("main form button").last.click()
    victim.sees("ended")
    asked: list[str] = []
    victim.page.on("request", lambda request: asked.append(request.url))
    victim.page.wait_for_timeout(9_000)
    assert asked == []


@pytest.mark.slow
def test_a_lost_connection_is_told_apart_from_leaving(
    victim: Victim, officer: OfficerAtDesk
) -> None:
    victim.gets_a_link().gets_to("waiting")
    officer.watches_the_board()
    expect(officer.card(victim.visit)).to_contain_text("Her page is open")
    victim.page.context.close()
    expect(officer.card(victim.visit)).to_contain_text("Connection lost", timeout=50_000)
    expect(officer.card(victim.visit)).not_to_contain_text("Left quickly")
