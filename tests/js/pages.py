"""The real templates in a bare page under the real rules for scripts, without Flask."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Page

from rvr_portal.adapters.content import load_content
from rvr_portal.web.assets import modules

if TYPE_CHECKING:
    from .conftest import Answer, Site

NONCE = "bm9uY2U"
POLICY = (
    f"default-src 'none'; script-src 'nonce-{NONCE}' 'self'; style-src 'self'; img-src data:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types htmx"
)
HEADERS = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}
SHELL = """<!doctype html><html lang="en"><head><title>Appointment</title>
<link rel="icon" href="data:,">
<meta name="htmx-config"
  content='{"extensions":"hx-csp","history":false,"includeIndicatorCSS":false}'>
<script defer src="/vendor/htmx.min.js" nonce="@NONCE"></script>
<script defer src="/vendor/hx-csp.min.js" nonce="@NONCE"></script>
<script type="module" src="/js/main.js" nonce="@NONCE"></script></head>
<body data-step="@STEP" data-csrf="token"><p id="announce" role="status"></p>
<main id="main" hx-get="/v" hx-trigger="nudge from:body" hx-status:4xx="swap:none"
  hx-status:5xx="swap:none" hx-nonce="@NONCE">@BODY</main></body></html>"""
PATHS = {
    "victim.events": "/v/events",
    "victim.signals": "/v/signals",
    "victim.ping": "/v/ping",
    "victim.checks": "/v/checks",
    "victim.checks_report": "/v/checks/report",
    "victim.chat": "/v/chat",
    "victim.alert": "/v/alert",
    "victim.hangup": "/v/call/hang-up",
    "victim.figures": "/v/call/figures",
    "victim.guest": "/v/call/guest",
    "victim.aside": "/v/aside",
    "victim.back": "/v/back",
    "victim.guest_refusal": "/v/call/guest/refusal",
}


def _templates() -> Environment:
    folder = Path(__file__).parents[2] / "rvr_portal" / "templates"
    loader = FileSystemLoader(folder)
    found = Environment(loader=loader, autoescape=True, extensions=["jinja2.ext.i18n"])
    found.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    found.globals.update(
        url_for=lambda name, **_: PATHS[name],
        static=lambda path: f"/{path}",
        modules=modules,
        content=load_content(),
        language=lambda: SimpleNamespace(code="en"),
        csrf_token=lambda: "token",
        csp_nonce=NONCE,
        easy=lambda: False,
    )
    return found


def fragment(name: str, **context: object) -> str:
    """One of our templates as the portal would send it."""
    return _templates().get_template(name).render(**context)


def answered(html: str) -> Answer:
    """A fragment as an answer of its own: it has its own nonce, as every answer has."""
    other = "b3RoZXI"
    headers = {name: value.replace(NONCE, other) for name, value in HEADERS.items()}
    return 200, headers, html.replace(NONCE, other)


def shell(site: Site, body: str, step: str) -> str:
    """Put this step at /v; tell its address."""
    html = SHELL.replace("@STEP", step).replace("@BODY", body).replace("@NONCE", NONCE)
    for path in ("/v", "/v/ping", "/v/chat", "/v/signals", "/v/call/guest"):
        site.answers.setdefault(path, lambda _body: (204, {}, ""))
    site.answers["/v/events"] = silent
    return site.page("/page", html, HEADERS)


def silent(_body: str) -> Answer:
    """A stream that says nothing and ends; the page comes back after a long while."""
    return 200, {"Content-Type": "text/event-stream"}, "retry: 60000\n\n"


def call(media: str = "video", *, practice: bool = False, while_hidden: str = "quiet") -> str:
    """The victim's call."""
    return fragment(
        "victim/_call.html",
        step="call",
        while_hidden=while_hidden,
        visit=SimpleNamespace(practice=practice),
        officer=SimpleNamespace(name="PC Rowan", collar="1234"),
        check_word="heron",
        agreed="writing",
        ice={},
        media=media,
        level=None,
        after=4,
        page_number=412,
        press="made-by-the-server",
        lines=[SimpleNamespace(number=7, side="officer", text="Hello <you>")],
        client_id="made-by-the-server-1",
    )


def readiness(answer: str, *problems: str) -> str:
    """The answer to a report."""
    told = SimpleNamespace(answer=answer, problems=problems)
    return fragment("victim/_checks_result.html", readiness=told)


def opened(browser: Browser, url: str) -> Page:
    """The page at phone size; what it complains about is kept in `page.complaints`."""
    page = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints  # type: ignore[attr-defined]
    page.goto(url)
    return page
