"""Her call in a provider's page: out by one tap, back by closing it, and nobody told where she came from."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, Route, expect
from werkzeug.serving import make_server

from rvr_portal import create_app
from rvr_portal.domain.needs import Needs
from rvr_portal.domain.visit import Visit
from rvr_portal.ports import Portal
from rvr_portal.services import board, external, journey
from rvr_portal.settings import Settings
from tests import cast
from tests.browser.audit import Auditor
from tests.browser.conftest import NewContext
from tests.web.external import OTHER, PROVIDERS, URL

pytestmark = pytest.mark.browser

# What the provider could learn of her page, written where the test can read it.
PROVIDERS_PAGE = """<!doctype html><title>Join</title><h1></h1><script>
document.querySelector("h1").textContent = `from ${document.referrer || "nowhere"}, opener ${window.opener}`;
</script>"""


@pytest.fixture
def elsewhere(portal: Portal) -> Portal:
    """The portal where the force keeps its own video system."""
    return dataclasses.replace(portal, providers=PROVIDERS)


@pytest.fixture
def url(settings: Settings, elsewhere: Portal) -> Iterator[str]:
    """The portal, served from this process."""
    server = make_server("127.0.0.1", 0, create_app(settings, elsewhere), threaded=True)
    server.daemon_threads = True  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def waits(page: Page, portal: Portal, url: str) -> Visit:
    """She has opened her link and waits, and her page shows it."""
    visit, token = cast.a_link(portal)
    page.goto(f"{url}/j/{token}")
    page.locator("[data-primary]").click()
    page.locator("section[data-step=safety]").wait_for()
    journey.safe(portal, visit)
    journey.tell_needs(portal, visit, Needs(), "Jo")
    journey.finish_checks(portal, visit, "video")
    page.locator("section[data-step=waiting]").wait_for()
    return visit


def test_out_to_the_provider_and_back(new_context: NewContext, elsewhere: Portal, url: str) -> None:
    context = new_context(has_touch=True)
    asked: list[Request] = []
    context.on("request", lambda request: asked.append(request))

    def answer(route: Route) -> None:
        route.fulfill(body=PROVIDERS_PAGE, content_type="text/html")

    context.route("https://*.example/**", answer)
    page = context.new_page()
    visit = waits(page, elsewhere, url)
    officer = cast.an_officer(elsewhere)
    external.give(elsewhere, visit.id, URL, officer)
    page.locator("#open-call").wait_for()
    page.locator("#chat").fill("I am in the kitchen")
    assert [it.url for it in asked if not it.url.startswith((url, "data:"))] == []

    with context.expect_page() as opened:
        page.locator("#open-call").click()
    there = opened.value
    expect(there.locator("h1")).to_have_text("from nowhere, opener null")
    assert there.url == URL
    out = [it for it in asked if not it.url.startswith((url, "data:"))]
    assert [it.url for it in out] == [URL.split("#")[0]]
    assert "referer" not in out[0].all_headers()

    external.give(elsewhere, visit.id, OTHER, officer)
    there.close()
    expect(page.locator("#open-call")).to_have_attribute("href", OTHER)
    expect(page.locator("#call-link")).to_contain_text("new link")
    expect(page.locator("#chat")).to_have_value("I am in the kitchen")
    page.locator("#alert").click()
    for _ in range(50):
        if board.card(elsewhere, visit.id).visit.alert_at:
            break
        page.wait_for_timeout(100)
    assert board.card(elsewhere, visit.id).visit.alert_at
    assert page.url == f"{url}/v"

    audit = Auditor()
    audit.looks(page, "call elsewhere")
    assert audit.found == {}
    page.locator("#hangup").click()
    page.locator("section[data-step=after]").wait_for()


def test_without_script_she_goes_there_too(
    new_context: NewContext, elsewhere: Portal, url: str
) -> None:
    context = new_context(java_script_enabled=False)
    context.route(
        "https://*.example/**", lambda route: route.fulfill(body="Join", content_type="text/plain")
    )
    page = context.new_page()
    visit, token = cast.a_link(elsewhere)
    page.goto(f"{url}/j/{token}")
    page.locator("[data-primary]").click()
    journey.safe(elsewhere, visit)
    journey.tell_needs(elsewhere, visit, Needs(), "Jo")
    journey.finish_checks(elsewhere, visit, "text")
    external.give(elsewhere, visit.id, OTHER, cast.an_officer(elsewhere))
    page.goto(f"{url}/v")
    with context.expect_page() as opened:
        page.locator("#open-call").click()
    opened.value.wait_for_url(OTHER)
    opened.value.close()
    page.get_by_role("button", name="I have finished").click()
    page.locator("section[data-step=after]").wait_for()


def test_the_officers_page_is_accessible(
    new_context: NewContext, elsewhere: Portal, url: str
) -> None:
    context = new_context()
    page = context.new_page()
    cast.an_officer(elsewhere)
    page.goto(f"{url}/officer/sign-in")
    page.locator("[name=email]").fill("sam@force.example")
    page.locator("[name=password]").fill(cast.PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/officer/")
    visit, _ = cast.a_link(elsewhere)
    page.goto(f"{url}/officer/visits/{visit.id}/call")
    audit = Auditor()
    audit.looks(page, "call page")
    page.locator("#address").fill("https://evil.example/")
    page.get_by_role("button", name="Give her this address").click()
    page.locator("#address-wrong").wait_for()
    audit.looks(page, "refused")
    assert audit.found == {}
