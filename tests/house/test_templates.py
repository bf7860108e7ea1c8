"""What a template may and must contain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tree import STATIC, TEMPLATES, name, named_templates, python_files, tags, templates

BASES = {"victim/base.html", "victim/bare.html"}
_REFERENCE = re.compile(r"\{%-?\s*(?:extends|include|from|import)\s+(.*?)-?%\}", re.DOTALL)
_QUOTED = re.compile(r"""["']([^"']*)["']""")
_HTMX = re.compile(r"hx-(?!nonce$)")


def faults(source: str) -> list[str]:
    """What the policy would block, or what would let markup through unescaped."""
    found = [
        f"script words in {tag}: {key}"
        for tag, it in tags(source)
        for key in it
        if key.startswith("on")
    ]
    for tag, attributes in tags(source):
        if "style" in attributes:
            found.append(f"style attribute: {tag}")
        if any(_HTMX.match(key) for key in attributes) and not attributes.get("hx-nonce"):
            found.append(f"htmx without hx-nonce: {tag}")
        if any(key.startswith("hx-on") for key in attributes):
            found.append(f"hx-on: {tag}")
        if tag in {"script", "link", "img", "iframe", "source"} and _elsewhere(attributes):
            found.append(f"third party: {tag}")
    if re.search(r"\|\s*safe\b|autoescape\s+false", source):
        found.append("unescaped")
    return found


def _elsewhere(attributes: dict[str, str | None]) -> bool:
    address = attributes.get("src") or attributes.get("href") or ""
    return re.match(r"(?:[a-z]+:)?//", address) is not None


def extended(source: str) -> set[str]:
    """The templates that this one extends."""
    return set(re.findall(r"""\{%-?\s*extends\s+["'](.*?)["']""", source))


@pytest.mark.parametrize("path", templates(), ids=name)
def test_nothing_inline_and_nothing_from_elsewhere(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">',
        '<button onclick="leave()">',
        '<form hx-post="{{ url_for("victim.safety") }}">',
        '<form hx-post="/v" hx-nonce>',
        '<div hx-on:click="x" hx-nonce="{{ csp_nonce }}">',
        "{{ words|safe }}",
        "{% autoescape false %}",
        '<script src="//elsewhere.example/x.js"></script>',
        '<img src="https://elsewhere.example/pixel.gif">',
    ],
)
def test_a_fault_is_seen(source: str) -> None:
    assert faults(source)


def test_a_sound_element_passes() -> None:
    assert (
        faults('<a href="https://bbc.co.uk" hx-get="/v" hx-nonce="{{ csp_nonce }}">{{ a > b }}</a>')
        == []
    )


# Each page that a victim, or a guest of a call, sees has the way out in its base.
@pytest.mark.parametrize(
    "path",
    [
        it
        for face in ("victim", "guest")
        for it in sorted((TEMPLATES / face).rglob("*.html"))
        if not it.name.startswith("_") and f"victim/{it.name}" not in BASES
    ],
    ids=name,
)
def test_victim_pages_have_the_exit(path: Path) -> None:
    assert extended(path.read_text("utf-8")) <= BASES
    assert extended(path.read_text("utf-8"))


def test_every_template_is_used() -> None:
    patterns = {it for path in python_files() for it in named_templates(path.read_text("utf-8"))}
    for path in templates():
        for reference in _REFERENCE.findall(path.read_text("utf-8")):
            # A name put together from parts, "victim/_" ~ step ~ ".html", may be any that fits.
            patterns.add("[a-z_0-9]+".join(re.escape(part) for part in _QUOTED.findall(reference)))
    names = [path.relative_to(TEMPLATES).as_posix() for path in templates()]
    assert [it for it in names if not any(re.fullmatch(pattern, it) for pattern in patterns)] == []


def test_scripts_do_not_write_markup() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    )
    ours = [it for it in STATIC.rglob("*.js") if "vendor" not in it.parts]
    assert ours
    assert [name(it) for it in ours if forbidden.search(it.read_text("utf-8"))] == []
