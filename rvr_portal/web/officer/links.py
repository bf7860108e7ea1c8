"""A visit's link: sent by text, or shown as a QR code and an address."""

from __future__ import annotations

import segno
from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from rvr_portal.domain.account import Permission
from rvr_portal.services import sending
from rvr_portal.services.invitations import Invitation
from rvr_portal.services.sending import Override
from rvr_portal.web.limits import TEXTS_OF_OFFICER, TEXTS_OF_VISIT, spend
from rvr_portal.web.officer import live
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.guards import allowed, current_officer
from rvr_portal.web.render import portal


@officer.post("/visits/<visit_id>/text")
@allowed(Permission.SEND)
def text(visit_id: str) -> ResponseReturnValue:
    """A fresh link by text message, where safe contact allows one and not too many went before."""
    by = current_officer().id
    spend(TEXTS_OF_VISIT, "text", visit_id)
    spend(TEXTS_OF_OFFICER, "text", by)
    sending.by_text(portal(), visit_id, by=by, override=_override())
    return redirect(url_for(".visit", visit_id=visit_id), 303)


@officer.post("/visits/<visit_id>/link")
@allowed(Permission.SEND)
def link(visit_id: str) -> ResponseReturnValue:
    """A fresh link, shown this once."""
    by = current_officer().id
    return show_link(sending.shown(portal(), visit_id, by=by, override=_override()))


def _override() -> Override | None:
    """A supervisor's reason to set aside what was agreed, if one was given; anybody else's is refused."""
    why = request.form.get("why", "")
    if not why:
        return None
    if not current_officer().may(Permission.OVERRIDE):
        abort(403)
    return Override(why, request.form.get("words", ""))


def show_link(invitation: Invitation) -> ResponseReturnValue:
    """The only page that ever holds a link: its address is not stored anywhere."""
    return render_template(
        "officer/link.html",
        **live.shown(invitation.visit.id),
        invitation=invitation,
        qr=qr(invitation.url),
    )


def qr(url: str) -> Markup:
    """A QR code as SVG without any style attribute, dark on light in dark schemes too."""
    code = segno.make(url, error="m", micro=False)
    # Made by segno out of squares alone: no text of anybody's gets into it.
    return Markup(code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, light="#fff"))  # noqa: S704
