"""The requirements of `discretion.toml`; run, it takes away what each test guards and sees it fail.

`python -m tests.house.discretion [QE-08 ...]` works on a copy, and writes docs/discretion-tests.md.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "discretion-tests.md"
HEAD = """# Leaving, requirement by requirement

Each requirement, and the tests that hold it; then what was taken away from a copy of the code, and the test
that failed for it. Written by `make prove` from `tests/house/discretion.toml`; `tests/house/test_discretion.py`
sees that no requirement is without a test. All run in Chromium with `make test`, and in Firefox ESR with
`make test-long`, but for those that need touch, a slow line, a zoom or paper (marked `chromium`). WebKitGTK, which
no driver of tests knows, is told by script to do the main ones (`test_webkit.py`). What a visit leaves in the
three is in [traces.md](traces.md), by `make traces`.
"""


@dataclass(frozen=True)
class Removal:
    """One thing that the product does, as it is written and as it was changed."""

    what: str
    file: str
    old: str
    new: str
    fails: str


@dataclass(frozen=True)
class Requirement:
    """What must be, the tests that hold it, and what was taken away to see them fail."""

    number: str
    words: str
    tests: tuple[str, ...]
    removals: tuple[Removal, ...]


def requirements() -> list[Requirement]:
    """All of them, in order."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return [
        Requirement(
            number,
            it["is"],
            tuple(_whole(name) for name in it["tests"]),
            tuple(Removal(**{**one, "fails": _whole(one["fails"])}) for one in it["removed"]),
        )
        for number, it in told.items()
    ]


def _whole(name: str) -> str:
    return re.sub(r"^D/", "tests/browser/discretion/", name)


def page(seen: dict[tuple[str, str], str]) -> str:
    """The document, with how each removal was seen."""
    lines = [HEAD, "| no. | must be | held by |", "| --- | --- | --- |"]
    for it in requirements():
        lines.append(f"| {it.number} | {it.words} | {', '.join(map(_short, it.tests))} |")
    lines += [
        "",
        "## Seen failing",
        "| no. | taken away | failed | with |",
        "| --- | --- | --- | --- |",
    ]
    for it in requirements():
        for one in it.removals:
            how = seen.get((it.number, one.what), "**not seen**")
            lines.append(
                f"| {it.number} | {one.what} (`{one.file}`) | {_short(one.fails)} | {how} |"
            )
    return "\n".join(lines) + "\n"


def _short(test: str) -> str:
    return f"`{test.split('::')[1]}`"


def earlier() -> Iterator[tuple[tuple[str, str], str]]:
    """What the document says already."""
    if PAGE.exists():
        for row in PAGE.read_text("utf-8").splitlines():
            told = re.fullmatch(r"\| (QE-\d\d) \| (.*) \(`[^`]*`\) \| `\w+` \| (.*) \|", row)
            if told and "not seen" not in told[3]:
                yield (told[1], told[2]), told[3]


def copied(folder: Path) -> Path:
    """The tree as it is, that of others' unfinished work too, with the same packages."""
    listed = ["git", "ls-files", "-coz", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in names.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def tried(one: Removal, tree: Path) -> str:
    """How the test fails without it; empty where it does not."""
    path = tree / one.file
    whole = path.read_text("utf-8")
    assert whole.count(one.old) == 1, f"{one.file} holds {one.old!r} {whole.count(one.old)} times"
    path.write_text(whole.replace(one.old, one.new), "utf-8")
    built = "from rvr_portal.web.assets import build; build()"
    try:
        subprocess.run([sys.executable, "-c", built], cwd=tree, check=True)
        test = [sys.executable, "-m", "pytest", "-qx", "-p", "no:cacheprovider", one.fails]
        run = subprocess.run(
            test, cwd=tree, capture_output=True, check=False, text=True, timeout=300
        )
    finally:
        path.write_text(whole, "utf-8")
    if run.returncode != 1:
        return ""
    said = re.findall(r"^E   +(.*)$", run.stdout, re.MULTILINE)
    return re.sub(r"[|`]", " ", said[0])[:100].strip() if said else "failed"


def main(numbers: list[str]) -> None:
    """Try those that are named, or all, and write the document."""
    seen = dict(earlier())
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(Path(folder))
        for it in requirements():
            for one in it.removals if not numbers or it.number in numbers else ():
                how = tried(one, tree)
                seen.pop((it.number, one.what), None)
                if how:
                    seen[it.number, one.what] = f"`{how}`"
                sys.stdout.write(f"{it.number} {one.what}: {how or 'NOT SEEN'}\n")
                sys.stdout.flush()
                PAGE.write_text(page(seen), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
