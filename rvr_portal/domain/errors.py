"""What can go wrong, as nouns; web/errors.py says what a person sees."""

from __future__ import annotations


class PortalError(Exception):
    """Anything that the portal refuses; `code` is the stable identifier of docs/protocol.md."""

    code = "refused"


class NotAllowed(PortalError):
    """This cannot happen to the visit in the state that it is in."""

    code = "not_now"


class VisitUnknown(PortalError):
    """No visit of this id."""

    code = "visit_unknown"


class LinkRefused(PortalError):
    """Unknown, tampered, expired, used or revoked: `reason` is for officers, never for the page."""

    code = "over"

    def __init__(self, reason: str, visit_id: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.visit_id = visit_id


class VisitOver(PortalError):
    """No visit belongs to this browser any more."""

    code = "over"


class SignalMalformed(PortalError):
    """A signal that does not have the shape of docs/protocol.md."""

    code = "signal_malformed"


class SignalTooLarge(PortalError):
    """A signal over 32 KiB."""

    code = "signal_too_large"


class ChatMalformed(PortalError):
    """A line of chat that is empty, too long or without its id."""

    code = "chat_malformed"


class ReportMalformed(PortalError):
    """A report, of checks or of figures, with a value that docs/protocol.md does not list."""

    code = "report_malformed"


class ContactRefused(PortalError):
    """What was agreed about safe contact does not allow this; `reason` is a code for the officer."""

    code = "contact_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AddressRefused(PortalError):
    """A join address that is not of a host that the force lists; it is never repeated."""

    code = "address_refused"


class SignInRefused(PortalError):
    """Wrong address, wrong password, switched off or locked: one answer for all."""

    code = "sign_in_refused"


class PermissionMissing(PortalError):
    """The officer's role does not include this."""

    code = "permission_missing"


class AccountRefused(PortalError):
    """An account that cannot be made or changed so; the message says why."""

    code = "account_refused"


class SmsRefused(PortalError):
    """A number that will never work; the message says why in the supplier's words."""

    code = "sms_refused"


class SmsUnavailable(PortalError):
    """The supplier cannot be reached now: try again."""

    code = "sms_unavailable"


class SealBroken(PortalError):
    """A sealed value that no key opens: wrong key, changed bytes, or purged."""

    code = "seal_broken"


class StoreUnavailable(PortalError):
    """The database does not answer now: try again."""

    code = "store_unavailable"
