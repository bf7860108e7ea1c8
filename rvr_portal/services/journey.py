"""Her steps between the link and the call: is it safe, what she needs, what her phone can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rvr_portal.domain import checks
from rvr_portal.domain.checks import Readiness
from rvr_portal.domain.journal import Facts
from rvr_portal.domain.needs import Needs, from_mapping
from rvr_portal.domain.visit import Event, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import endings
from rvr_portal.services.arrivals import VICTIM
from rvr_portal.services.private import Private, read, with_private


def safe(portal: Portal, visit: Visit) -> Visit:
    """She says that it is safe to talk now: who came back goes on where she was."""
    visit = _happened(portal, visit, Event.SAY_SAFE, "said.safe")
    with portal.store.reading() as rows:
        acts = {it.act for it in rows.journal.entries(visit.id)}
    if "needs.told" in acts:
        visit = _happened(portal, visit, Event.TELL_NEEDS, "visit.resumed")
    if "waiting.began" in acts:
        visit = _happened(portal, visit, Event.FINISH_CHECKS, "waiting.again")
    return visit


def unsafe(portal: Portal, visit: Visit) -> Visit:
    """She says that it is not safe, or is not sure: officers see it at once, whatever she picks next."""
    return _happened(portal, visit, Event.SAY_UNSAFE, "said.unsafe", alert=True)


def later(portal: Portal, visit: Visit, when: str) -> Visit:
    """She asks to be tried later; her words about when are sealed."""
    private = replace(read(portal, visit), later=when[:200])
    return _happened(portal, visit, Event.ASK_LATER, "asked.later", private=private)


def officer_instead(portal: Portal, visit: Visit, where: str) -> Visit:
    """She asks for an officer to come to her; where she is, if she says so, is sealed."""
    private = replace(read(portal, visit), where=where[:300])
    return _happened(
        portal, visit, Event.SEND_OFFICER, "asked.officer", alert=True, private=private
    )


def tell_needs(portal: Portal, visit: Visit, needs: Needs, called: str) -> Visit:
    """How she wants to talk and what to call her; nothing is required."""
    facts = {name: value for name, value in needs.as_mapping().items() if value}
    return _happened(
        portal,
        visit,
        Event.TELL_NEEDS,
        "needs.told",
        facts=facts,  # type: ignore[arg-type]
        private=replace(read(portal, visit), called=called),
        needs=needs.as_mapping(),
        language=needs.reads or visit.language,
    )


def change_needs(portal: Portal, visit: Visit) -> Visit:
    """Back to the choices."""
    return _happened(portal, visit, Event.CHANGE_NEEDS, "needs.changing")


def report_checks(portal: Portal, visit: Visit, report: Mapping[str, str]) -> Readiness:
    """Keep a check report for the officer; ReportMalformed leaves the visit as it was."""
    readiness = checks.from_report(report)
    now = portal.now()
    with portal.store.transaction() as rows:
        visit = rows.visits.get(visit.id)
        rows.visits.save(visit.changed(now, readiness=readiness.as_mapping()))
        rows.journal.add(
            visit.id,
            "checks.reported",
            at=now,
            actor=VICTIM,
            facts={
                "answer": readiness.answer,
                "problems": " ".join(readiness.problems),
                **readiness.path.facts,
            },
        )
    portal.bus.nudge(visit.id)
    return readiness


def finish_checks(portal: Portal, visit: Visit, media: str) -> Visit:
    """On to the waiting room, with picture, sound or text as she chose."""
    needs = replace(from_mapping(visit.needs), media=media)
    return _happened(
        portal,
        visit,
        Event.FINISH_CHECKS,
        "waiting.began",
        facts={"media": media},
        needs=needs.as_mapping(),
    )


def check_again(portal: Portal, visit: Visit) -> Visit:
    """Back to the checks."""
    return _happened(portal, visit, Event.CHECK_AGAIN, "checks.again")


def talk_again(portal: Portal, visit: Visit) -> Visit:
    """Back to the waiting room after a call."""
    return _happened(portal, visit, Event.RETURN, "waiting.again")


def _happened(
    portal: Portal,
    visit: Visit,
    event: Event,
    act: str,
    *,
    facts: Facts | None = None,
    alert: bool = False,
    private: Private | None = None,
    **fields: object,
) -> Visit:
    now = portal.now()
    with portal.store.transaction() as rows:
        stored = rows.visits.get(visit.id)
        changed = replace(stored.after(event, now), **fields)  # type: ignore[arg-type]
        if alert:
            changed = replace(changed, alert_at=now, alert_by=event)
        if private is not None:
            changed = with_private(portal, changed, private)
        rows.visits.save(changed)
        endings.note(portal, rows, stored, event, by=VICTIM, at=now)
        rows.journal.add(
            visit.id, act, at=now, actor=VICTIM, facts={"from": stored.state, **(facts or {})}
        )
    portal.bus.nudge(visit.id)
    return changed
