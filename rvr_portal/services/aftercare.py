"""What she keeps afterwards: the advice and contacts that her officer chose, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rvr_portal.domain.advice import AdvicePack
from rvr_portal.domain.shown import Aftercare
from rvr_portal.domain.visit import Event, Visit
from rvr_portal.ports import Portal


def choose(
    portal: Portal,
    visit_id: str,
    topics: Iterable[str],
    contacts: Iterable[str],
    *,
    by: str,
    phone_is_private: bool,
    readable: bool,
) -> Visit:
    """Keep the officer's choice, live on her page; NotOffered names the entry that may not be chosen."""
    now = portal.now()
    pack = portal.content.pack(topics, contacts, phone_is_private=phone_is_private)
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id).changed(
            now,
            advice={"topics": pack.topics, "contacts": pack.contacts},
            readable_until=now + portal.times.read_again if readable else None,
        )
        rows.visits.save(visit)
        rows.journal.add(
            visit_id,
            "advice.chosen",
            at=now,
            actor=by,
            facts={
                "topics": " ".join(pack.topics),
                "contacts": " ".join(pack.contacts),
                "readable": readable,
            },
        )
    portal.bus.nudge(visit_id)
    return visit


def chosen(visit: Visit) -> AdvicePack:
    """The officer's choice so far."""
    told = visit.advice or {}
    return AdvicePack(tuple(told.get("topics", ())), tuple(told.get("contacts", ())))  # type: ignore[arg-type]


def pack(portal: Portal, visit: Visit, language: str) -> Aftercare:
    """What she reads after the call, in her language."""
    return portal.content.aftercare(chosen(visit), language)


def close(portal: Portal, visit_id: str, *, by: str) -> Visit:
    """The visit is done; her page stays only where the officer let her read it again."""
    now = portal.now()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit_id).after(Event.CLOSE, now)
        if visit.advice is None:
            visit = replace(visit, readable_until=None)
        rows.visits.save(visit)
        rows.links.end_all(visit_id, now, why="revoked")
        if visit.readable_until is None:
            rows.sessions.unbind_all(visit_id, now)
        rows.journal.add(visit_id, "visit.closed", at=now, actor=by)
    portal.bus.nudge(visit_id)
    return visit
