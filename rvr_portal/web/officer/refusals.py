"""Refusals that belong on the page where they happened, with what can be done about them."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from rvr_portal.domain.advice import AdvicePack, NotOffered
from rvr_portal.domain.errors import (
    AccountRefused,
    AddressRefused,
    ContactRefused,
    SignInRefused,
    SmsRefused,
    SmsUnavailable,
)
from rvr_portal.services import board
from rvr_portal.web.errors import STATUS, answer_http
from rvr_portal.web.htmx import wants_fragment
from rvr_portal.web.officer import entries, sending_words, words
from rvr_portal.web.officer.accounts import accounts_page
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.external import external_page, not_listed
from rvr_portal.web.officer.visits import visit_page
from rvr_portal.web.render import portal


@officer.errorhandler(SignInRefused)
def sign_in_refused(refused: SignInRefused) -> ResponseReturnValue:
    """The same sentence for every cause."""
    page = render_template(
        "officer/sign_in.html",
        next=request.form.get("next", ""),
        email=request.form.get("email", ""),
        problem="The address or the password is not right, or the account is locked for a while.",
    )
    return page, 422


@officer.errorhandler(ContactRefused)
def contact_refused(refused: ContactRefused) -> ResponseReturnValue:
    """No text was sent, and no link was made."""
    what = "No link was made." if request.endpoint == "officer.link" else "No text was sent."
    return visit_page(_visit(), f"{what} {sending_words.CONTACT_REFUSED[refused.reason]}"), 409


@officer.errorhandler(SmsRefused)
@officer.errorhandler(SmsUnavailable)
def text_failed(failed: SmsRefused | SmsUnavailable) -> ResponseReturnValue:
    """A link was made, which ended any earlier one, and perhaps nobody has it."""
    problem = f"{sending_words.TEXT_FAILED[failed.code]} Any earlier link has stopped."
    return visit_page(_visit(), problem), STATUS[type(failed)]


@officer.errorhandler(TooManyRequests)
def too_many(refused: TooManyRequests) -> ResponseReturnValue:
    """Texts are refused on the visit's page; all else by name."""
    answer = answer_http(refused)
    if request.endpoint != "officer.text":
        return answer
    problem = (
        "No text was sent: too many went out for this visit, or from you, within an hour. "
        "Show the link instead, or wait."
    )
    answer.set_data(visit_page(_visit(), problem))
    return answer


@officer.errorhandler(NotOffered)
def not_offered(refused: NotOffered) -> ResponseReturnValue:
    """The picker as it was filled in, not kept, and which entry is in the way."""
    content = portal().content
    entry = content.topics.get(refused.entry)
    contact = content.contacts.get(refused.entry)
    name = entry.title if entry else contact.name if contact else refused.entry
    wanted = AdvicePack(
        tuple(request.form.getlist("topics")), tuple(request.form.getlist("contacts"))
    )
    card = board.card(portal(), _visit())
    shown = {
        **entries.picker(card.visit, wanted),
        "private_phone": request.form.get("private_phone") == "yes",
    }
    page = "officer/_advice.html" if wants_fragment() else "officer/advice.html"
    problem = f"Not saved. “{name}”: {words.NOT_OFFERED[refused.refusal]}"
    return render_template(page, card=card, visit=card.visit, problem=problem, **shown), 422


@officer.errorhandler(AddressRefused)
def address_refused(refused: AddressRefused) -> ResponseReturnValue:
    """The call page with the address still in its field, and which hosts would be taken."""
    return external_page(_visit(), not_listed()), STATUS[AddressRefused]


@officer.errorhandler(AccountRefused)
def account_refused(refused: AccountRefused) -> ResponseReturnValue:
    """What is wrong with an account."""
    sentence = str(refused)
    return accounts_page(f"{sentence[:1].upper()}{sentence[1:]}."), 422


def _visit() -> str:
    # Every address that can be refused so names a visit.
    return str((request.view_args or {})["visit_id"])
