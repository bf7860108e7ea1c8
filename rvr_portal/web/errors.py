"""What a person, or a script, is told when something is refused; one table, no traceback outside."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from rvr_portal.domain import errors

STATUS: Mapping[type[errors.PortalError], int] = {
    errors.NotAllowed: 409,
    errors.VisitUnknown: 404,
    errors.LinkRefused: 404,
    errors.VisitOver: 410,
    errors.SignalMalformed: 400,
    errors.SignalTooLarge: 413,
    errors.ChatMalformed: 400,
    errors.ReportMalformed: 400,
    errors.ContactRefused: 409,
    errors.AddressRefused: 422,
    errors.SignInRefused: 422,
    errors.PermissionMissing: 403,
    errors.AccountRefused: 422,
    errors.SmsRefused: 409,
    errors.SmsUnavailable: 503,
    errors.SealBroken: 503,
    errors.StoreUnavailable: 503,
}
SENTENCES = {
    "over": "No visit belongs to this browser any more.",
    "not_now": "This cannot be done in the step where the visit is now.",
    "visit_unknown": "There is no visit with this number.",
    "permission_missing": "Your role does not include this.",
    "sms_unavailable": "The text message could not be sent just now: try again, or read out the link.",
    "seal_broken": "What is kept about this visit cannot be opened just now.",
    "store_unavailable": "The portal cannot reach its records just now: try again in a moment.",
    "signal_malformed": "This is no signal that the protocol knows.",
    "signal_too_large": "A signal takes at most 32 KiB.",
    "chat_malformed": "A line takes 1 to 1,000 characters, and an id of its own.",
    "report_malformed": "The report has a value that the protocol does not know.",
    "too_large": "This is more than the portal takes at once.",
    "too_many": "Too many tries: wait a little.",
    "csrf": "The page was open for too long, or cookies are blocked: load it again.",
}


# Nobody's doing but ours: an operator must read of it.
_FAULTS = (errors.SealBroken, errors.StoreUnavailable)
_CODES = {413: "too_large", 429: "too_many"}
_LINKS = {"victim.link", "victim.redemption", "guest.link", "guest.redemption"}
_TOKEN = re.compile(r"/([jg])/[^\s'\"?]+")


def install(app: Flask) -> None:
    """Answer every refusal."""
    app.logger.addFilter(_without_token)
    app.register_error_handler(errors.PortalError, answer_refused)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, answer_http)


def answer_refused(error: errors.PortalError) -> Response:
    """The answer to any PortalError."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 409)
    answer = _answer(status, error.code, SENTENCES.get(error.code, str(error)))
    if isinstance(error, _FAULTS):
        log_fault()
    if isinstance(error, errors.StoreUnavailable):
        answer.headers["Retry-After"] = "5"
    return answer


def log_fault() -> None:
    """Tell the operator of the exception at hand; nothing of it goes outside."""
    current_app.log_exception(sys.exc_info())


def _csrf(error: CSRFError) -> Response:
    return _answer(400, "csrf", SENTENCES["csrf"])


def answer_http(error: HTTPException) -> Response:
    """The answer to what Flask and Werkzeug refuse."""
    if isinstance(error, InternalServerError) and error.original_exception:
        # Logged by Flask already; nothing of it goes outside.
        return _answer(500, "failed", "Something went wrong on our side.")
    code = _CODES.get(error.code or 500) or (error.name or "refused").lower().replace(" ", "_")
    answer = _answer(error.code or 500, code, SENTENCES.get(code, error.name or ""))
    for name, value in error.get_headers():
        if name in {"Retry-After", "Allow"}:
            answer.headers[name] = value
    return answer


def _without_token(record: logging.LogRecord) -> bool:
    # Flask quotes the address of a request that failed; a link's token in it must not be kept.
    record.msg, record.args = _TOKEN.sub(r"/\1/...", record.getMessage()), ()
    return True


def _answer(status: int, code: str, sentence: str) -> Response:
    if from_script():
        return make_response(jsonify(error=code, message=sentence), status)
    console = request.path.startswith("/officer")
    template = "officer/error.html" if console else "errors/plain.html"
    back = "/officer/" if console else _way_back()
    page = render_template(
        template, code=code, status=status, title=sentence, sentence=sentence, back_url=back
    )
    return make_response(page, status)


def from_script() -> bool:
    """A script that posts JSON, or asks for it; htmx and people get a page."""
    accept = request.accept_mimetypes
    return request.is_json or (accept.best == "application/json" and not accept.accept_html)


def _way_back() -> str:
    if request.endpoint in _LINKS:
        return request.path
    return "/g" if request.path.startswith("/g/") else "/v"
