"""New visits, and one visit's page with its live parts."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.domain.sessions import new_key
from rvr_portal.services import alerts, board, calls, invitations
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.officer import forms, live, story
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.chat import said
from rvr_portal.web.officer.context import names
from rvr_portal.web.officer.guards import allowed, current_officer
from rvr_portal.web.render import portal, unchanged


@officer.get("/visits/new")
@allowed(Permission.CREATE)
def new_visit() -> ResponseReturnValue:
    """The gate and the safe-contact facts, to be asked on the telephone."""
    return render_template("officer/new_visit.html", form=forms.new_visit(portal().now()))


@officer.post("/visits")
@allowed(Permission.CREATE)
def create_visit() -> ResponseReturnValue:
    """A visit; where the gate says no, one that can have no link."""
    form = forms.new_visit(portal().now())
    if not form.validate():
        return render_template(
            "officer/new_visit.html", form=form, problems=forms.problems(form)
        ), 422
    visit = invitations.prepare(
        portal(),
        form.private(),
        by=current_officer().id,
        gate=form.gate(),
        language=form.language.data,
    )
    return redirect(_page(visit.id), 303)


@officer.get("/visits/<visit_id>")
@allowed(Permission.VIEW)
def visit(visit_id: str) -> ResponseReturnValue:
    """All about one visit; who looked is recorded."""
    board.viewed(portal(), visit_id, by=current_officer().id)
    return visit_page(visit_id)


@officer.get("/visits/<visit_id>/status")
@allowed(Permission.VIEW)
def status(visit_id: str) -> ResponseReturnValue:
    """The inside of the visit's live status, or 204."""
    shown = live.shown(visit_id)
    if request.args.get("seen") == shown["seen"]:
        return unchanged()
    return render_template("officer/_status.html", **shown)


@officer.get("/visits/<visit_id>/journal")
@allowed(Permission.VIEW)
def journal(visit_id: str) -> ResponseReturnValue:
    """The inside of the visit's timeline, or 204."""
    entries = board.timeline(portal(), visit_id)
    if request.args.get("entries") == str(len(entries)):
        return unchanged()
    lines = story.told(entries, names())
    return render_template("officer/_journal.html", lines=lines, entries=len(entries))


@officer.post("/visits/<visit_id>/alert")
@allowed(Permission.VIEW)
def alert_seen(visit_id: str) -> ResponseReturnValue:
    """Somebody deals with the alert."""
    alerts.seen(portal(), visit_id, by=current_officer().id)
    if wants_fragment():
        return unchanged()
    back = url_for(".board") if request.form.get("from") == "board" else _page(visit_id)
    return redirect(back, 303)


@officer.post("/visits/<visit_id>/sign")
@allowed(Permission.JOIN)
def sign_given(visit_id: str) -> ResponseReturnValue:
    """Her officer heard the key word or saw the sign: everybody's console hears of it."""
    alerts.sign(portal(), visit_id, by=current_officer().id)
    return unchanged() if wants_fragment() else redirect(_page(visit_id), 303)


@officer.post("/visits/<visit_id>/take")
@allowed(Permission.JOIN)
def take(visit_id: str) -> ResponseReturnValue:
    """This officer takes the visit: she reads who will come."""
    calls.take(portal(), visit_id, current_officer())
    return redirect(_page(visit_id), 303)


def visit_page(visit_id: str, problem: str = "") -> str:
    """The page of one visit, with what could not be done on it."""
    entries = board.timeline(portal(), visit_id)
    shown = live.shown(visit_id)
    return render_template(
        "officer/visit.html",
        **shown,
        problem=problem,
        client_id=new_key(),
        chat_lines=said(board.card(portal(), visit_id).visit),
        lines=story.told(entries, names()),
        entries=len(entries),
    )


def _page(visit_id: str) -> str:
    return url_for(".visit", visit_id=visit_id)
