"""Style sheets and scripts: versioned by folder so that relative imports move together, a few inlined.

`build` writes them as they go over the wire, minified and compressed, into a folder named by their content.
Where it was not run since a change, the files are served as they were written: never stale ones.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePath
from wsgiref.headers import Headers

from flask import Flask
from markupsafe import Markup
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

STATIC = Path(__file__).parent.parent / "static"
BUILT = STATIC.with_name("built")
# A page that was loaded before a new release still asks for its own scripts.
KEPT = 3
_KINDS = {".js": "text/javascript", ".css": "text/css"}
_IMPORT = re.compile(r'^(?:import|export)\b[^;]*?"\./(\w+\.js)";', re.MULTILINE)
_SERVED = {*_KINDS, ".svg", ".woff2"}


def install(app: Flask) -> None:
    """Serve /static/<version>/ for ever-cached files; offer `static()` and `inlined()` to templates."""
    version = _version()
    served = WhiteNoise(
        app.wsgi_app,
        max_age=31_536_000,
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
        add_headers_function=_headers,
    )
    for name, folder in {version: STATIC, **{it.name: it for it in _built()}}.items():
        served.add_files(str(folder), prefix=f"static/{name}/")
    for file in served.files.values():
        file.alternatives = [(way, path, _needed(told)) for way, path, told in file.alternatives]
    app.wsgi_app = served  # type: ignore[method-assign]
    app.add_template_global(lambda path: f"/static/{version}/{path}", "static")
    app.add_template_global(inlined)
    app.add_template_global(modules)


def build() -> None:
    """Write what is served, once for each version; keep the newest few."""
    sources = _sources()
    folder = BUILT / _name(sources)
    BUILT.mkdir(exist_ok=True)
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=BUILT, prefix=".") as made:
            _write(sources, Path(made) / "files")
            (Path(made) / "files").rename(folder)
    folder.touch()
    for old in _built()[KEPT:]:
        shutil.rmtree(old)


def light(path: str, text: str) -> str:
    """A script or style sheet of ours without what only its readers need; others' are light already."""
    # Only whoever builds needs it, and its Go runtime has no place in a process that forks.
    import minify

    kind = _KINDS.get(PurePath(path).suffix)
    if path.startswith("vendor/") or not kind:
        return text
    # Of a later year it would use what old phones do not know.
    minify.config({"js-version": 2017})
    return str(minify.string(kind, text))


@cache
def inlined(path: str) -> Markup:
    """A style sheet or script to stand in the page itself: the first page is one request."""
    built = BUILT / _version() / path
    # Our own file, of this release: nothing that anybody typed.
    return Markup((built if built.exists() else STATIC / path).read_text("utf-8"))  # noqa: S704


@cache
def modules(*roots: str) -> Sequence[str]:
    """Names of the scripts that these lead to: asked for together they come in one round trip, not one by one."""
    found: dict[str, None] = dict.fromkeys(roots)
    for name in roots:
        deeper = modules(*_IMPORT.findall((STATIC / "js" / name).read_text("utf-8")))
        found |= dict.fromkeys(deeper)
    return list(found)


@cache
def csp_hash(path: str) -> str:
    """The source expression that lets this inlined file through the policy."""
    digest = hashlib.sha256(inlined(path).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _version() -> str:
    return _name(_sources())


def _sources() -> Mapping[str, bytes]:
    return {
        path.relative_to(STATIC).as_posix(): path.read_bytes()
        for path in sorted(STATIC.rglob("*"))
        if path.suffix in _SERVED
    }


def _name(sources: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path, content in sources.items():
        digest.update(f"{path} {len(content)} ".encode() + content)
    return digest.hexdigest()[:8]


def _write(sources: Mapping[str, bytes], folder: Path) -> None:
    small = Compressor(quiet=True)
    for path, content in sources.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".woff2"):
            file.write_bytes(content)
        else:
            file.write_text(light(path, content.decode()), "utf-8")
            small.compress(str(file))


def _built() -> list[Path]:
    """The versions that stand ready, the newest first."""
    found = [it for it in BUILT.glob("[!.]*") if it.is_dir()]
    return sorted(found, key=lambda it: it.stat().st_mtime, reverse=True)


def _needed(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is kept for ever is never asked for again: how to do so would only weigh."""
    return [it for it in headers if it[0] not in {"ETag", "Last-Modified"}]


def _headers(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # Short, as her way to the waiting room has a dozen of these: modules are UTF-8 by rule, the rest as the page.
    headers["Content-Type"] = str(headers["Content-Type"]).partition(";")[0]
    headers["Cache-Control"] = "max-age=31536000, immutable"
