"""The append-only, hash-chained record of what happened: one chain for each visit, one for the portal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

PORTAL_CHAIN = "portal"
GENESIS = "0" * 64
Facts = Mapping[str, str | int | bool | None]


@dataclass(frozen=True)
class Entry:
    """One entry: who did what, when; facts hold codes and counts, never anybody's words or numbers."""

    chain: str
    number: int
    at: datetime
    actor: str
    act: str
    facts: Facts
    previous: str
    hash: str


def entry(
    chain: str, after: Entry | None, at: datetime, actor: str, act: str, facts: Facts
) -> Entry:
    """The next entry of a chain; `after` is its last one."""
    number = after.number + 1 if after else 1
    previous = after.hash if after else GENESIS
    return Entry(
        chain,
        number,
        at,
        actor,
        act,
        facts,
        previous,
        digest(chain, number, at, actor, act, facts, previous),
    )


def digest(
    chain: str, number: int, at: datetime, actor: str, act: str, facts: Facts, previous: str
) -> str:
    """SHA-256 over the canonical JSON of everything before it."""
    told = [chain, number, at.isoformat(), actor, act, dict(facts), previous]
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_break(entries: Iterable[Entry], count: int, head: str) -> str | None:
    """What is wrong with a chain and where, or None; `count` and `head` were kept beside it."""
    previous, number = GENESIS, 0
    for it in entries:
        number += 1
        if it.number != number or it.previous != previous:
            return f"{it.chain} entry {number}: removed or reordered"
        if it.hash != digest(it.chain, it.number, it.at, it.actor, it.act, it.facts, it.previous):
            return f"{it.chain} entry {number}: edited"
        previous = it.hash
    if number != count:
        return f"entry {min(number, count) + 1}: {'removed from' if number < count else 'added at'} the end"
    return None if previous == head else f"entry {number}: edited"
