"""Accounts, kept by supervisors."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rvr_portal.domain.account import Permission
from rvr_portal.services import sign_in
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.guards import allowed, current_officer
from rvr_portal.web.render import portal


@officer.get("/accounts")
@allowed(Permission.ACCOUNTS)
def accounts() -> ResponseReturnValue:
    """Every account and the form for a new one."""
    return accounts_page()


@officer.post("/accounts")
@allowed(Permission.ACCOUNTS)
def add_account() -> ResponseReturnValue:
    """A new account; AccountRefused shows the form again."""
    form = request.form
    sign_in.add_officer(
        portal(),
        form.get("email", ""),
        form.get("role", ""),
        form.get("password", ""),
        by=current_officer().id,
        name=form.get("name", ""),
        collar=form.get("collar", ""),
    )
    return redirect(url_for(".accounts"), 303)


@officer.post("/accounts/<officer_id>/state")
@allowed(Permission.ACCOUNTS)
def account_state(officer_id: str) -> ResponseReturnValue:
    """Switch an account on or off."""
    active = request.form.get("active") == "yes"
    sign_in.change_officer(portal(), officer_id, by=current_officer().id, active=active)
    return redirect(url_for(".accounts"), 303)


@officer.post("/accounts/<officer_id>/password")
@allowed(Permission.ACCOUNTS)
def account_password(officer_id: str) -> ResponseReturnValue:
    """Give an account a new password."""
    password = request.form.get("password", "")
    sign_in.change_officer(portal(), officer_id, by=current_officer().id, password=password)
    return redirect(url_for(".accounts"), 303)


def accounts_page(problem: str = "") -> str:
    """The page, with what was wrong with the last form."""
    return render_template(
        "officer/accounts.html", officers=sign_in.officers(portal()), problem=problem
    )
