"""Safe contact: what was agreed with her about texts and calls, when, and the words that prove who is who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rvr_portal.domain.errors import ContactRefused

WORDINGS = ("link_plain", "link_short", "link_new")
# What a supervisor may set aside with a reason; a missing number or a text that gives her away is not among it.
OVERRIDABLE = frozenset({"text_not_agreed", "not_yet_safe", "no_longer_safe", "ask_again"})
OVERRIDE_REASONS = ("danger", "asked_otherwise", "agency")


@dataclass(frozen=True)
class SafeContact:
    """What the call handler agreed with her on the phone; texts and calls keep to the same hours.

    `rung_by`: who rings her, as she will hear it.
    """

    number: str | None = None
    text_is_safe: bool = False
    safe_until: datetime | None = None
    wording: str = "link_plain"
    key_word: str = ""
    check_word: str = ""
    safe_from: datetime | None = None
    ring_is_safe: bool = False
    voicemail_is_safe: bool = False
    rung_by: str = ""

    def allow_text(self, now: datetime) -> str:
        """The number to text, or ContactRefused with the reason."""
        return self._allowed(self.text_is_safe, "text_not_agreed", now)

    def allow_ring(self, now: datetime) -> str:
        """The number to ring, or ContactRefused with the reason."""
        return self._allowed(self.ring_is_safe, "ring_not_agreed", now)

    def _allowed(self, agreed: bool, otherwise: str, now: datetime) -> str:
        if not self.number:
            raise ContactRefused("no_number")
        if not agreed:
            raise ContactRefused(otherwise)
        if self.safe_from and now < self.safe_from:
            raise ContactRefused("not_yet_safe")
        if self.safe_until is None or now >= self.safe_until:
            raise ContactRefused("no_longer_safe")
        return self.number
