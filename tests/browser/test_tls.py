"""Over TLS, as live: browsers treat Origin, Referer and Secure cookies differently there (security.md, 0.5)."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from rvr_portal import create_app
from rvr_portal.domain.account import Role
from rvr_portal.services import invitations
from rvr_portal.services.private import Private
from rvr_portal.settings import Settings
from tests import cast
from tests.browser.conftest import NewContext
from tests.browser.server import free_port
from tests.certificate import a_certificate

pytestmark = pytest.mark.browser


def over(folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*a_certificate(folder))
    return context


@pytest.fixture
def over_tls(tmp_path: Path, weather_url: str) -> Iterator[tuple[str, str]]:
    """The portal behind https, its address and a fresh link."""
    port = free_port()
    url = f"https://127.0.0.1:{port}"
    settings = Settings(
        secret_keys=("k" * 32,),
        data_dir=tmp_path,
        public_url=url,
        exit_url=weather_url,
        sms="file",
    )
    app = create_app(settings)
    portal = app.extensions["rvr"]
    portal.store.upgrade()
    cast.an_officer(portal, Role.SUPERVISOR)
    visit = invitations.prepare(portal, Private(), by="test")
    link = invitations.issue(portal, visit.id, by="test", channel="shown")
    server = make_server("127.0.0.1", port, app, threaded=True, ssl_context=over(tmp_path))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield url, link.url
    server.shutdown()
    thread.join(5)
    server.server_close()
    portal.store.close()


@pytest.mark.parametrize("script", [True, False])
def test_the_way_in_and_out(
    over_tls: tuple[str, str], new_context: NewContext, weather_url: str, script: bool
) -> None:
    url, link = over_tls
    page = new_context(ignore_https_errors=True, java_script_enabled=script).new_page()
    page.goto(link)
    page.get_by_role("button", name="Start").click()
    page.wait_for_url(f"{url}/v")
    page.locator("[data-step=safety] [data-primary]").click()
    page.locator("section[data-step=needs] [data-primary]").click()
    page.locator("section[data-step=checks]").wait_for()
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["secure"], cookie["path"]) == ("__Host-v", True, "/")
    page.locator("#exit").click()
    expect(page).to_have_url(weather_url)
    assert page.context.cookies() == []


def test_the_console_signs_in(over_tls: tuple[str, str], new_context: NewContext) -> None:
    url, _ = over_tls
    page = new_context(ignore_https_errors=True).new_page()
    page.goto(f"{url}/officer/sign-in")
    page.locator("[name=email]").fill("sam@force.example")
    page.locator("[name=password]").fill(cast.PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/officer/")
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["sameSite"]) == ("__Secure-o", "Strict")
