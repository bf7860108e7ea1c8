"""Where her page is, as far as a page can know, and what that says of a connection that is lost."""

from __future__ import annotations

from enum import StrEnum

from rvr_portal.domain.endings import Reason


class Standing(StrEnum):
    """What her page says of itself; a locked phone and another app look the same to it."""

    HERE = "here"
    BACKGROUND = "background"
    CLOSED = "closed"
    PHONE_CALL = "phone_call"


class Trouble(StrEnum):
    """What her page says of her phone; it does not move the page."""

    BATTERY_LOW = "battery_low"
    REFUSED = "refused"


_LOST_FROM = {
    Standing.BACKGROUND: Reason.IN_BACKGROUND,
    Standing.CLOSED: Reason.PAGE_CLOSED,
    Standing.PHONE_CALL: Reason.PHONE_CALL,
}


def after(before: Standing, told: Standing) -> Standing:
    """A page that closes goes into the background as well, and the two words may overtake one another."""
    gone = before is Standing.CLOSED and told is Standing.BACKGROUND
    return before if gone else told


def why_lost(standing: Standing, *, battery_low: bool) -> Reason:
    """The likeliest cause of a loss; CONNECTION_LOST where nothing explains it."""
    if battery_low and standing is not Standing.CLOSED:
        return Reason.BATTERY_LOW
    return _LOST_FROM.get(standing, Reason.CONNECTION_LOST)
