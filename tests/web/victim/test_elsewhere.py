"""Her step `call` where the force keeps another video system: one link out, and all else stays ours."""

from __future__ import annotations

import dataclasses
import re
from html import unescape

import pytest

from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import calls, conversation, external, journey
from tests import cast
from tests.web.conftest import Browser, Holds
from tests.web.external import OTHER, PROVIDERS, URL

HTMX = {"HX-Request": "true"}


@pytest.fixture
def portal(portal: Portal) -> Portal:
    """The portal where the force keeps its own video system."""
    return dataclasses.replace(portal, providers=PROVIDERS)


@pytest.fixture
def called(holds: Holds, portal: Portal) -> Browser:
    """She waited, and her officer has given her the address."""
    browser = holds(State.WAITING)
    external.give(portal, browser.id, URL, cast.an_officer(portal))
    return browser


def link(text: str) -> str:
    """The whole link out."""
    [found] = re.findall(r'<a id="open-call"[^>]*>', text)
    return unescape(found)


def mark(text: str) -> str:
    return re.findall(r'id="call-link".*?name="seen" value="(\w+)"', text, re.S)[0]


def test_the_page_says_who_waits_and_leads_out_by_one_link(called: Browser) -> None:
    page = called.client.get("/v").text
    assert 'data-step="call"' in page
    assert "You talk with Sam Hill, collar number 1234." in page
    assert "“blue otter”" in page
    assert f'href="{URL}"' in link(page)
    for part in (
        "data-primary",
        'target="_blank"',
        'rel="noopener noreferrer"',
        'referrerpolicy="no-referrer"',
    ):
        assert part in link(page)  # fmt: skip
    assert "close it. Then leave this page too." in page
    assert re.findall(r'(?:href|src|action)="(https?:[^"]*)"', unescape(page)) == [URL]


def test_what_is_ours_stays_and_what_is_not_goes(called: Browser) -> None:
    page = called.client.get("/v").text
    for name in ("hangup", "chat", "alert", "exit"):
        assert page.count(f'id="{name}"') == 1
    for gone in ('id="remote"', 'id="self"', 'id="mute"', 'id="camera"', "data-ice", "<video"):
        assert gone not in page
    assert "<title>Video appointment</title>" in page


def test_nothing_is_asked_of_the_provider_before_she_taps(called: Browser) -> None:
    answer = called.client.get("/v")
    policy = answer.headers["Content-Security-Policy"]
    assert "video.example" not in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"rel=.(preconnect|dns-prefetch|prefetch|preload)", answer.text)
    assert answer.text.count("room-7f3a.video.example") == 1


def test_another_address_reaches_the_page_that_is_open(called: Browser, portal: Portal) -> None:
    page = called.client.get("/v").text
    url = f"/v/call/link?seen={mark(page)}"
    assert called.client.get(url, headers=HTMX).status_code == 204
    external.give(portal, called.id, OTHER, cast.an_officer(portal, email="kim@force.example"))
    fragment = called.client.get(url, headers=HTMX).text
    assert f'href="{OTHER}"' in link(fragment)
    assert "Your officer has sent a new link to the call." in fragment
    assert "new link to the call" not in called.client.get("/v").text
    assert f'href="{OTHER}"' in link(called.client.get("/v").text)


def test_she_comes_back_to_the_same_step_and_ends_it(called: Browser, portal: Portal) -> None:
    first = called.client.get("/v").text
    assert link(called.client.get("/v").text) == link(first)
    line = {"text": "he is here", "client_id": "0123456789abcdef"}
    assert called.client.post("/v/chat", data=line).status_code == 303
    assert [it.text for it in conversation.lines(portal, called.visit)] == ["he is here"]
    assert called.client.post("/v/alert", headers=HTMX).status_code == 204
    assert called.visit.alert_at is not None
    assert called.client.post("/v/call/hang-up").location == "/v"
    after = called.client.get("/v").text
    assert 'data-step="after"' in after
    assert "video.example" not in after
    assert called.client.get("/v/call/link?seen=none").status_code == 204


def test_leaving_works_as_ever(called: Browser) -> None:
    answer = called.client.get("/exit")
    assert answer.status_code == 303
    assert called.visit.state is State.LEFT
    assert 'data-step="ended"' in called.client.get("/v").text
    assert called.client.get("/v/call/link", headers=HTMX).text.count("video.example") == 0


def test_without_a_link_she_is_told_to_stay(holds: Holds, portal: Portal) -> None:
    """A call that began before the setting changed, or whose host is not listed any more."""
    browser = holds(State.WAITING)
    own = dataclasses.replace(portal, providers=())
    calls.join(own, browser.id, cast.an_officer(portal))
    page = browser.client.get("/v").text
    assert "has not sent the link to the call yet" in page
    assert "data-primary" in page
    assert mark(page) == "none"
    external.give(portal, browser.id, URL, cast.an_officer(portal, email="kim@force.example"))
    fragment = browser.client.get("/v/call/link?seen=none", headers=HTMX).text
    assert "a new link" not in fragment
    assert link(fragment)


def test_every_word_of_it_can_be_translated(called: Browser) -> None:
    page = called.client.get("/v?lang=en-XA").text
    english = re.sub(r"<[^>]+>", "", page[page.index("data-step=") :])
    for word in ("Open", "finished", "other page", "close it", "Look again", "Silent"):
        assert word not in english


def test_her_way_there_promises_no_call_of_ours(holds: Holds) -> None:
    waiting = holds(State.WAITING).client.get("/v").text
    assert "a link to the call shows here" in waiting
    assert "opens here by itself" not in waiting
    assert "the picture gets smaller" not in holds(State.CHOOSING).client.get("/v").text


def test_practice_stays_in_our_own_page(holds: Holds, portal: Portal) -> None:
    browser = holds(State.WAITING, practice=True)
    waiting = browser.client.get("/v").text
    assert "Practice call</h1>" in waiting
    assert "When your officer comes" not in waiting
    browser.client.post("/v/practice")
    page = browser.client.get("/v").text
    assert 'id="remote"' in page
    assert "data-practice" in page


def test_a_second_call_begins_without_the_old_link(called: Browser, portal: Portal) -> None:
    called.client.post("/v/call/hang-up")
    journey.talk_again(portal, called.visit)
    assert "video.example" not in called.client.get("/v").text
