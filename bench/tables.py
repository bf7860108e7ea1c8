"""Results as tables: recoveries, restarts and joins, and what every table needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

from bench.talk import SIDES

Result = dict[str, Any]
# Where nothing was measured, or a ratio would be to nothing.
NONE = "–"


def recoveries(results: list[Result]) -> str:
    """How soon sound was back, each try."""
    if not results:
        return ""
    lines = [
        "### Sound back after a change of route (from the switch) and after an outage (from the network's return)",
        "",
        "| what | path | round trip ms | median s | all tries, s |",
        "| --- | --- | --- | --- | --- |",
    ]
    groups = grouped(results, lambda it: (it["kind"], it["path"], it["rtt"]))
    for (kind, path, rtt), tries in groups.items():
        told = [it.get("back_s") for it in tries]
        # A try that did not come back is longer than any that did.
        middle = median([float("inf") if it is None else it for it in told])
        every = ", ".join("not back" if it is None else f"{it:.2f}" for it in told)
        lines.append(f"| {kind} | {path} | {rtt} | **{middle:.2f}** | {every} |")
    return "\n".join(lines)


def restarts(results: list[Result]) -> str:
    """What a deploy during a call did to it."""
    lines = [
        "### The portal killed and started again as another version, during a call",
        "",
        "| path | round trip ms | other version | connections of a page | concealed % | frames/s "
        "| her step after it | journal: call ended | sound back after a change of route after it, s |",
        "|" + " --- |" * 9,
    ]
    for it in results:
        if "failed" in it:
            lines.append(f"| {it['path']} | {it['rtt']} | failed: {it['failed']} |" + " |" * 6)
            continue
        pair = [" / ".join(f"{it[name][side]}" for side in SIDES) for name in ("concealed", "fps")]
        yes = {name: "yes" if it[name] else "no" for name in ("deployed", "ended")}
        cells = [it["path"], it["rtt"], yes["deployed"], it["connections"], *pair, it["step"]]
        cells += [yes["ended"], it["back_s"]]
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines) if results else ""


def alerts(results: list[Result]) -> str:
    """How soon the silent alert was at the console, from her tap or from the end of a cut."""
    lines = [
        "### From her tap to the alert at the officer's board; after a cut, from the network's return",
        "",
        "| cut s | median s | most s | tries |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {it['cut_s'] or 'none'} | **{it['median_s']:.2f}** | {it['most_s']:.2f} | {len(it['tries'])} |"
        for it in results
    ]
    return "\n".join(lines) if results else ""


def joins(results: list[Result]) -> str:
    """How soon the first picture was there, beside what it may take."""
    lines = [
        "### From pressing join to the other side's first picture",
        "",
        "| way | path | waited s | round trip ms | her first picture s | the desk's s | bound s |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for (way, path, waited, rtt, bound), tries in grouped(
        results, lambda it: (it["way"], it["path"], it["waited"], it["rtt"], it["bound_s"])
    ).items():
        cells = (middle(it.get(side) for it in tries) for side in SIDES)
        failed = sum("failed" in it for it in tries)
        way += f" ({failed} of {len(tries)} failed)" if failed else ""
        lines.append(
            f"| {way} | {path} | {waited} | {rtt} | " + " | ".join(cells) + f" | {bound:.2f} |"
        )
    return "\n".join(lines) if results else ""


def threes(results: list[Result]) -> str:
    """Who hears whom in a call of three, and how much of what is heard was made up."""
    lines = [
        "### Three in a call, one on a thin link",
        "Heard: in what share of the time the tones of the other two were in what came.",
        "",
        "| kbit/s, ms, % | whose link | guest | path | settings | she hears officer / guest % | concealed % "
        "| officer hears her / guest % | guest hears her / officer % | concealed % "
        "| frames/s: she / guest | kbit/s up / down |",
        "|" + " --- |" * 12,
    ]
    for it in results:
        row = f"| {it['row'].replace(':', ', ')} | {it['slow']} | {it['role']} | {it['path']} | {it['variant']}"
        if "failed" in it:
            lines.append(f"{row} | failed: {it['failed']} |" + " |" * 6)
            continue
        her, desk, guest = it["victim"], it["officer"], it["guest"]
        cells = [
            _pair(her, "hears_officer", "hears_guest"), her["concealed"],
            _pair(desk, "hears_victim", "hears_guest"),
            _pair(guest, "hears_victim", "hears_officer"), guest["concealed"],
            f"{her['fps']} / {guest['fps']}", _pair(it["wire"], "up_kbps", "down_kbps"),
        ]  # fmt: skip
        lines.append(f"{row} | " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines) if results else ""


def _pair(told: Result, one: str, other: str) -> str:
    return f"{told.get(one, NONE)} / {told.get(other, NONE)}"


def middle(values: Iterable[float | None]) -> str:
    """The middle one of those that are known."""
    known = [it for it in values if it is not None]
    return f"{median(known):g}" if known else NONE


def grouped(results: Iterable[Result], key: Callable[[Result], Any]) -> dict[Any, list[Result]]:
    """All with the same key together, in the order in which they came."""
    groups: dict[Any, list[Result]] = defaultdict(list)
    for it in results:
        groups[key(it)].append(it)
    return groups
