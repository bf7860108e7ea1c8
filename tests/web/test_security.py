"""Headers of every answer, cookies, and who may post: what security.md promises, over HTTP."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from rvr_portal import create_app
from rvr_portal.domain.account import Role
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import board
from rvr_portal.settings import Settings
from tests import cast
from tests.web.conftest import Holds, form_token, opened

ON_FRAGMENTS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
ALWAYS = {**ON_FRAGMENTS, "X-Robots-Tag": "noindex, nofollow, noarchive"}
ON_PAGES = {
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
HTMX = {"HX-Request": "true"}
Ask = Callable[[FlaskClient, str], TestResponse]


def policy(answer: TestResponse) -> dict[str, list[str]]:
    parts = [part.split() for part in answer.headers["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in parts}


def _too_large(client: FlaskClient, token: str) -> TestResponse:
    return client.post("/officer/sign-in", data={"email": "x" * 70_000})


def _broken(client: FlaskClient, token: str) -> TestResponse:
    return client.get("/broken")


ANSWERS: dict[str, tuple[int, Ask]] = {
    "first page": (200, lambda client, token: client.get(f"/j/{token}")),
    "no visit": (200, lambda client, token: client.get("/v")),
    "exit": (303, lambda client, token: client.get("/exit")),
    "wrong link": (404, lambda client, token: client.get("/j/nonsense")),
    "no page": (404, lambda client, token: client.get("/nothing")),
    "no file": (404, lambda client, token: client.get("/static/nothing.js")),
    "wrong way": (405, lambda client, token: client.put("/v")),
    "no token": (404, lambda client, token: client.post(f"/j/{token}")),
    "another site": (
        403,
        lambda client, token: client.post("/v/safety", headers={"Sec-Fetch-Site": "cross-site"}),
    ),
    "json": (410, lambda client, token: client.post("/v/signals", json={})),
    "too large": (413, _too_large),
    "broken": (500, _broken),
    "console": (200, lambda client, token: client.get("/officer/sign-in")),
    "console shut": (303, lambda client, token: client.get("/officer/")),
    "health": (200, lambda client, token: client.get("/healthz")),
    "icon": (204, lambda client, token: client.get("/favicon.ico")),
}


@pytest.fixture
def fragile(app: Flask) -> Flask:
    """The application with one page that breaks."""

    def broken() -> str:
        raise ZeroDivisionError("a secret of ours")

    app.add_url_rule("/broken", view_func=broken)
    return app


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_dressed(fragile: Flask, portal: Portal, name: str) -> None:
    status, ask = ANSWERS[name]
    answer = ask(fragile.test_client(), cast.a_link(portal)[1])
    assert answer.status_code == status
    for header, value in {**ALWAYS, **ON_PAGES}.items():
        assert answer.headers.get(header) == value, header
    if "<html" in answer.text and status != 303:
        assert 'translate="no" spellcheck="false" writingsuggestions="false"' in answer.text
        assert '<meta name="google" content="notranslate">' in answer.text
    assert answer.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
    camera = answer.headers["Permissions-Policy"]
    assert "camera=(self)" in camera
    assert "geolocation=()" in camera
    assert answer.headers.get("Server") is None
    assert answer.headers.get("Vary", "Cookie") == "Cookie"
    rules = policy(answer)
    assert rules["default-src"] == ["'none'"]
    assert rules["frame-ancestors"] == rules["base-uri"] == ["'none'"]
    assert "'unsafe-inline'" not in str(rules)
    assert "'unsafe-eval'" not in str(rules)
    assert "http" not in str(rules)


def test_fragments_are_dressed_too(holds: Holds) -> None:
    answer = holds(State.WAITING).client.get("/v", headers=HTMX)
    for header, value in ON_FRAGMENTS.items():
        assert answer.headers.get(header) == value, header
    rules = policy(answer)
    assert rules["default-src"] == rules["frame-ancestors"] == ["'none'"]
    assert len(rules["script-src"]) == 1


def test_nothing_new_says_only_that_it_must_not_be_kept(holds: Holds) -> None:
    answer = holds(State.WAITING).client.get("/v?seen=waiting", headers=HTMX)
    assert answer.status_code == 204
    assert dict(answer.headers).keys() <= {"Cache-Control", "Vary"}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("state", [State.OPENED, State.CHECKING, State.IN_CALL])
def test_nothing_runs_that_the_policy_does_not_know(holds: Holds, state: State) -> None:
    answer = holds(state).client.get("/v")
    rules = policy(answer)
    assert rules["require-trusted-types-for"] == ["'script'"]
    [nonce] = [it for it in rules["script-src"] if it.startswith("'nonce-")]
    told = re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.DOTALL)
    for attributes, inline in told:
        if inline:
            assert f"'sha256-{_digest(inline)}'" in rules["script-src"]
        else:
            assert f'nonce="{nonce[7:-1]}"' in attributes
    for inline in re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL):
        assert f"'sha256-{_digest(inline)}'" in rules["style-src"]
    assert not re.search(r"<[^>]+ (style|on\w+)=", answer.text)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_each_answer_has_a_nonce_of_its_own(holds: Holds) -> None:
    browser = holds(State.WAITING)
    nonces = {str(policy(browser.client.get("/v"))["script-src"]) for _ in range(5)}
    assert len(nonces) == 5


def test_the_link_never_goes_into_a_referrer(client: FlaskClient, portal: Portal) -> None:
    _, token = cast.a_link(portal)
    assert client.get(f"/j/{token}").headers["Referrer-Policy"] == "no-referrer"
    assert client.get("/v").headers["Referrer-Policy"] == "same-origin"


def test_files_are_kept_for_ever_and_nothing_else_is(app: Flask, holds: Holds) -> None:
    page = holds(State.WAITING).client.get("/v").text
    [path] = re.findall(r'src="(/static/\w+/js/main\.js)"', page)
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    answer.close()
    for wrong in ("/static/../app.py", "/static/0/js/main.js", path.replace("main", "../../../x")):
        assert app.test_client().get(wrong).status_code == 404


def test_over_tls_the_browser_stays_there(app: Flask) -> None:
    secure = app.test_client().get("/v", base_url="https://rvr.example")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert "Strict-Transport-Security" not in app.test_client().get("/v").headers


# Cookies


def cookies(answer: TestResponse) -> list[tuple[str, set[str]]]:
    """Name and attributes of each cookie that an answer sets."""
    found = []
    for header in answer.headers.getlist("Set-Cookie"):
        first, *rest = (part.strip() for part in header.split(";"))
        found.append((first.split("=")[0], set(rest)))
    return found


HERS = {"HttpOnly", "Path=/", "SameSite=Lax"}


def test_she_gets_one_cookie_that_goes_with_the_browser(app: Flask, portal: Portal) -> None:
    _, token = cast.a_link(portal)
    client = app.test_client()
    assert cookies(client.get(f"/j/{token}")) == [("v", HERS)]
    assert cookies(client.post(f"/j/{token}")) == [("v", HERS)]
    assert cookies(client.get("/v?lang=cy")) == [("v", HERS)]
    assert cookies(client.get("/v", headers=HTMX)) == []


def test_over_tls_no_other_host_can_set_it(settings: Settings, portal: Portal) -> None:
    secure = dataclasses.replace(settings, public_url="https://rvr.example")
    client = create_app(secure, portal).test_client()
    answer = client.get(f"/j/{cast.a_link(portal)[1]}", base_url="https://rvr.example")
    assert cookies(answer) == [("__Host-v", HERS | {"Secure"})]
    answer = client.get("/officer/sign-in", base_url="https://rvr.example")
    assert cookies(answer) == [
        ("__Secure-o", {"HttpOnly", "Path=/officer", "SameSite=Strict", "Secure"})
    ]


def test_her_cookie_says_nothing(app: Flask, portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    client = app.test_client()
    client.get(f"/j/{token}")
    client.post(f"/j/{token}?lang=cy")
    client.get("/v")
    cookie = client.get_cookie("v")
    assert cookie is not None
    payload = cookie.value.split(".")[0]
    told = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert set(told) <= {"k", "l", "csrf_token"}
    assert visit.id not in str(told)


def test_the_two_faces_have_cookies_of_their_own(app: Flask, portal: Portal) -> None:
    officer = cast.an_officer(portal, Role.OFFICER)
    client = app.test_client()
    told = {"email": officer.email, "password": cast.PASSWORD}
    answer = client.post("/officer/sign-in", data=told)
    assert cookies(answer) == [("o", {"HttpOnly", "Path=/officer", "SameSite=Strict"})]
    _, token = cast.a_link(portal)
    client.get(f"/j/{token}")
    client.post(f"/j/{token}")
    assert 'data-step="safety"' in client.get("/v").text
    assert client.get("/officer/").status_code == 200
    client.get("/exit")
    assert client.get("/officer/").status_code == 200


def test_a_cookie_that_we_did_not_sign_is_none(app: Flask, holds: Holds) -> None:
    browser = holds(State.WAITING)
    cookie = browser.client.get_cookie("v")
    assert cookie is not None
    for forged in (cookie.value[:-2] + "xx", "x" + cookie.value, "", "a.b.c"):
        stranger = app.test_client()
        stranger.set_cookie("v", forged)
        assert 'data-step="ended"' in stranger.get("/v").text


def test_a_cookie_of_the_older_key_still_counts(
    settings: Settings, portal: Portal, holds: Holds
) -> None:
    browser = holds(State.WAITING)
    cookie = browser.client.get_cookie("v")
    assert cookie is not None
    both = dataclasses.replace(portal, keys=("n" * 32, *portal.keys))
    client = create_app(settings, both).test_client()
    client.set_cookie("v", cookie.value)
    assert 'data-step="waiting"' in client.get("/v").text


# Forms


def test_a_form_of_ours_is_taken(guarded: Flask, portal: Portal) -> None:
    client, visit = opened(guarded, portal)
    page = client.get("/v").text
    answer = client.post("/v/safety", data={"answer": "yes", "csrf_token": form_token(page)})
    assert answer.status_code == 303
    assert board.card(portal, visit.id).visit.state is State.CHOOSING


@pytest.mark.parametrize("token", [None, "", "forged", "somebody else's"])
def test_a_form_that_is_not_ours_is_refused_and_nothing_is_lost(
    guarded: Flask, portal: Portal, token: str | None
) -> None:
    client, visit = opened(guarded, portal)
    if token == "somebody else's":
        token = form_token(opened(guarded, portal)[0].get("/v").text)
    form = {"answer": "no"} if token is None else {"answer": "no", "csrf_token": token}
    before = board.card(portal, visit.id).visit, board.timeline(portal, visit.id)
    client.get("/v")
    answer = client.post("/v/safety", data=form)
    assert answer.status_code == 400
    assert "Please try that once more" in answer.text
    assert 'data-primary href="/v"' in answer.text
    assert 'id="exit"' in answer.text
    assert (board.card(portal, visit.id).visit, board.timeline(portal, visit.id)) == before
    page = client.get("/v").text
    again = client.post("/v/safety", data={"answer": "yes", "csrf_token": form_token(page)})
    assert again.status_code == 303


def test_a_link_without_a_token_leads_back_to_itself(guarded: Flask, portal: Portal) -> None:
    visit, token = cast.a_link(portal)
    client = guarded.test_client()
    page = client.get(f"/j/{token}").text
    answer = client.post(f"/j/{token}")
    assert answer.status_code == 400
    assert f'href="/j/{token}"' in answer.text
    assert board.card(portal, visit.id).visit.state is State.SENT
    assert client.post(f"/j/{token}", data={"csrf_token": form_token(page)}).status_code == 303


def test_a_browser_without_cookies_is_told(guarded: Flask, portal: Portal) -> None:
    _, token = cast.a_link(portal)
    client = guarded.test_client(use_cookies=False)
    page = client.get(f"/j/{token}").text
    answer = client.post(f"/j/{token}", data={"csrf_token": form_token(page)})
    assert answer.status_code == 400
    assert "blocks cookies" in answer.text


def test_a_script_is_told_by_name(guarded: Flask, portal: Portal) -> None:
    client, _ = opened(guarded, portal)
    hello = {"peer": "peer-one", "kind": "hello", "body": {}}
    answer = client.post("/v/signals", json=hello)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"] == "csrf"
    token = form_token(client.get("/v").text)
    answer = client.post("/v/signals", json=hello, headers={"X-CSRFToken": token})
    assert answer.json is not None
    assert (answer.status_code, answer.json["error"]) == (409, "not_now")


def test_a_token_lasts_as_long_as_the_visit(guarded: Flask, portal: Portal) -> None:
    """She may have left the page open for hours; only the visit itself runs out."""
    client, _ = opened(guarded, portal)
    form = {"answer": "yes", "csrf_token": form_token(client.get("/v").text)}
    with time_machine.travel(timedelta(hours=5)):
        assert client.post("/v/safety", data=form).status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_on_another_site_cannot_post_to_us(
    guarded: Flask, portal: Portal, site: str
) -> None:
    client, visit = opened(guarded, portal)
    form = {"answer": "no", "csrf_token": form_token(client.get("/v").text)}
    answer = client.post("/v/safety", data=form, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert board.card(portal, visit.id).visit.state is State.OPENED
    assert client.get("/v", headers={"Sec-Fetch-Site": site}).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "none"}, {"Origin": "null"}])
def test_an_old_browser_can_post(guarded: Flask, portal: Portal, headers: dict[str, str]) -> None:
    client, _ = opened(guarded, portal)
    form = {"answer": "yes", "csrf_token": form_token(client.get("/v").text)}
    assert client.post("/v/safety", data=form, headers=headers).status_code == 303


def test_every_form_of_both_faces_asks_for_its_token(guarded: Flask, portal: Portal) -> None:
    """Every address that takes a post, but the exit, refuses one without a token."""
    client, _ = opened(guarded, portal)
    asked = 0
    for rule in guarded.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.rule != "/exit":
            path = re.sub(r"<[^>]+>", "x", rule.rule)
            assert client.post(path).status_code == 400, path
            asked += 1
    assert asked > 20


def test_a_proxy_is_believed_only_as_far_as_it_was_told(settings: Settings, portal: Portal) -> None:
    asked = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
    for hops, secure in ((0, False), (1, True)):
        app = create_app(dataclasses.replace(settings, trusted_proxies=hops), portal)
        answer = app.test_client().get("/v", headers=asked)
        assert ("Strict-Transport-Security" in answer.headers) is secure
