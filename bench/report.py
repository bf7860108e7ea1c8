"""The results as tables: ours beside a browser's own settings as ratios, a clean link beside each shaped one.

python -m bench.report [RESULTS] [--into docs/call-quality.md]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.call import CLEAN, RESULTS
from bench.tables import NONE, Result, alerts, grouped, joins, middle, recoveries, restarts, threes
from bench.talk import SIDES

BEGIN, END = "<!-- results: written by bench/report.py -->\n", "<!-- end of results -->"


def main() -> None:
    """Print the tables, or put them into a page between its marks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("results", type=Path, nargs="?", default=RESULTS)
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    lines = asked.results.read_text("utf-8").splitlines()
    text = tables([json.loads(it) for it in lines])
    if asked.into:
        page = asked.into.read_text("utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        asked.into.write_text(f"{before}{BEGIN}{text}\n{END}{after}", "utf-8")
    else:
        print(text)


def tables(results: list[Result]) -> str:
    """One table for each path of calls, one for recoveries, one for joins."""
    by_kind = grouped(results, lambda it: it["kind"])
    parts = [_calls(path, calls) for path, calls in grouped(by_kind["call"], _where).items()]
    parts += [recoveries(by_kind["route"] + by_kind["outage"]), restarts(by_kind["restart"])]
    parts += [joins(by_kind["join"]), threes(by_kind["three"]), alerts(by_kind["alert"])]
    return "\n\n".join(it for it in parts if it)


def _where(result: Result) -> str:
    weak = result.get("weak")
    return f"{result['path']}, her processor {weak:g} times slower" if weak else str(result["path"])


def _calls(path: str, results: list[Result]) -> str:
    head = (
        f"### Calls, {path}",
        "Each cell: her side / the desk's side. Ratio: the worse side of ours to the worse side of the defaults.",
        "",
        "| kbit/s, ms, % | settings | concealed % | frozen % | frames/s | picture | lost % | round trip ms "
        "| wire kbit/s up / down | first sound s | first picture s |",
        "|" + " --- |" * 11,
    )
    runs = grouped(results, lambda it: (it["row"], it["variant"]))
    rows = dict.fromkeys(it["row"] for it in results if it["row"] != CLEAN)
    body: list[str] = []
    for row in rows or {CLEAN: None}:
        told = {it: runs[row, it] for it in ("ours", "defaults") if runs[row, it]}
        body += [_run(row, variant, them) for variant, them in told.items()]
        if len(told) == 2:
            body.append(_ratios(told["ours"], told["defaults"]))
        if row != CLEAN:
            clean = ((it, runs[CLEAN, it]) for it in told)
            body += [_run("clean", it, them) for it, them in clean if them]
    return "\n".join([*head, *body])


def _run(row: str, variant: str, runs: list[Result]) -> str:
    cells = [
        _sides(runs, "concealed_after_10s"),
        _sides(runs, "frozen"),
        _sides(runs, "fps"),
        " / ".join(dict.fromkeys(_size(it, side) for it in _held(runs)[-1:] for side in SIDES)),
        _sides(runs, "lost"),
        _sides(runs, "rtt_ms"),
        " / ".join(
            middle(it["wire"][way] for it in _held(runs)) for way in ("up_kbps", "down_kbps")
        ),
        _sides(runs, "first_sound_s"),
        _sides(runs, "first_picture_s"),
    ]
    failed = len(runs) - len(_held(runs))
    name = variant + (f" ({failed} of {len(runs)} failed)" if failed else "")
    return f"| {row.replace(':', ', ')} | {name} | " + " | ".join(cells) + " |"


def _size(result: Result, side: str) -> str:
    told = result.get(side, {})
    return "off" if (told.get("picture_on") or 0) < 10 else str(told.get("size", NONE))


def _ratios(ours: list[Result], defaults: list[Result]) -> str:
    cells = [
        _ratio(_worst(ours, name, worse), _worst(defaults, name, worse))
        for name, worse in (("concealed_after_10s", max), ("frozen", max), ("fps", min))
    ]
    return "| | **ratio** | " + " | ".join(cells) + " |" + " |" * 6


def _ratio(one: float | None, other: float | None) -> str:
    return f"**{one / other:.2f}**" if one is not None and other else NONE


def _worst(runs: list[Result], name: str, worse: Callable[..., float]) -> float | None:
    known = [worse(told) for it in _held(runs) if (told := _values(it, name))]
    return median(known) if known else None


def _values(result: Result, name: str) -> list[float]:
    told = (
        result[side].get(name) for side in SIDES if _size(result, side) != "off" or "con" in name
    )
    return [it for it in told if it is not None]


def _sides(runs: list[Result], name: str) -> str:
    off = {side for it in _held(runs)[-1:] for side in SIDES if _size(it, side) == "off"}
    hidden = off if name in ("frozen", "fps") else set()
    return " / ".join(
        NONE if side in hidden else middle(it[side].get(name) for it in _held(runs))
        for side in SIDES
    )


def _held(runs: list[Result]) -> list[Result]:
    return [it for it in runs if "failed" not in it]


if __name__ == "__main__":
    main()
