"""What the documents say of the code is so, as far as a machine can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from rvr_portal.domain import call, checks, errors
from rvr_portal.domain.visit import Step
from rvr_portal.settings import Settings
from rvr_portal.web.errors import STATUS
from tests.house import draw_languages, draw_visit
from tests.house.tree import ROOT, STATIC, name

DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
HALF_A_PAGE = 35
# An officer reads these on the page where it happened; no script asks there.
ONLY_ON_PAGES = {
    "sign_in_refused",
    "account_refused",
    "address_refused",
    "contact_refused",
    "sms_refused",
    "sms_unavailable",
}
OURS = ("rvr_portal/", "tests/", "docs/", "translations/")


def text(*parts: str) -> str:
    """One document."""
    return ROOT.joinpath(*parts).read_text("utf-8")


def test_the_life_of_a_visit_is_drawn_from_the_code() -> None:
    assert text("docs", "visit.md") == draw_visit.page(), (
        "python -m tests.house.draw_visit > docs/visit.md"
    )


def test_the_table_of_languages_is_fresh() -> None:
    told = "python -m tests.house.draw_languages > docs/languages.md"
    assert text("docs", "languages.md") == draw_languages.drawn(), told


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)", document.read_text("utf-8"))
    inside = [it for it in targets if "://" not in it and not it.startswith("mailto:")]
    assert [it for it in inside if not (document.parent / it).exists()] == []


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_files_that_are_named_exist(document: Path) -> None:
    told = re.findall(r"`([\w./-]+\.(?:py|js|html|toml|md))`", document.read_text("utf-8"))
    ours = [it for it in told if it.startswith(OURS)]
    assert [it for it in ours if not (ROOT / it).exists()] == []


def test_every_step_has_its_picture() -> None:
    shown = re.findall(
        r'<img src="(docs/screenshots/(\w+)\.png)"[^>]* alt="([^"]+)"', text("README.md")
    )
    assert [step for _, step, _ in shown] == [str(step) for step in Step]
    assert all(len(words) > 20 for _, _, words in shown)
    assert [path for path, _, _ in shown if not (ROOT / path).is_file()] == []


def test_defaults_are_told_as_they_are() -> None:
    told = dict(re.findall(r"^\| `RVR_(\w+)` \|.*\| (.*?) \|$", text("docs", "operating.md"), re.M))
    for field in fields(Settings):
        assert _as_told(field.default) in told[field.name.upper()], field.name


def _as_told(default: object) -> str:
    if isinstance(default, timedelta):
        return f"`{int(default.total_seconds())}`"
    if isinstance(default, bool):
        return f"`{int(default)}`"
    return f"`{default}`" if default not in ("", ()) else "unset"


def kinds(error: type[errors.PortalError]) -> Iterator[type[errors.PortalError]]:
    """This refusal and all that are kinds of it."""
    yield error
    for kind in error.__subclasses__():
        yield from kinds(kind)


def test_every_identifier_that_a_script_can_meet_is_told() -> None:
    protocol = text("docs", "protocol.md")
    codes = {kind.code for kind in kinds(errors.PortalError) if kind in STATUS}
    for code in sorted((codes | {"csrf", "too_many"}) - ONLY_ON_PAGES):
        assert f"| `{code}` |" in protocol


def test_signals_and_reports_are_told_in_full() -> None:
    protocol = text("docs", "protocol.md")
    assert set(re.findall(r"^\| `(\w+)` \| `\{", protocol, re.M)) == set(call._BODIES)
    for field, values in checks.VALUES.items():
        row = next(line for line in protocol.splitlines() if line.startswith(f"| `{field}` |"))
        assert [it for it in values if f"`{it}`" not in row] == []


def test_the_call_page_is_told_whole() -> None:
    protocol = text("docs", "protocol.md")
    source = (STATIC / "js" / "call.js").read_text("utf-8")
    used = set(re.findall(r"\bdata\.(\w+)", source)) | set(re.findall(r'"(\w+)" in data\b', source))
    for word in sorted(used):
        attribute = re.sub(r"[A-Z]", lambda it: f"-{it[0].lower()}", word)
        assert f"`data-{attribute}`" in protocol


def test_the_threat_model_names_only_tests_that_exist() -> None:
    named = set(re.findall(r"\btest_\w+", text("docs", "threat-model.md")))
    there = {
        word
        for path in (ROOT / "tests").rglob("test_*.py")
        for word in [path.stem, *re.findall(r"\bdef (test_\w+)", path.read_text("utf-8"))]
    }
    assert named
    assert sorted(named - there) == []


def test_every_requirement_is_answered() -> None:
    told = re.findall(r"^\| R(\d+) ", text("docs", "threat-model.md"), re.M)
    assert [int(number) for number in told] == list(range(1, 23))


@pytest.mark.parametrize("document", DECISIONS, ids=name)
def test_a_decision_is_half_a_page(document: Path) -> None:
    words = document.read_text("utf-8")
    assert len(words.splitlines()) <= HALF_A_PAGE
    for part in ("# ", "## What we chose", "## What it costs", "## What would change our mind"):
        assert re.search(rf"^{re.escape(part)}", words, re.M)


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(page.name[:4]) for page in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))
