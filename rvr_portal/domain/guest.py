"""A third person in one call: an interpreter or a supporter, let in by the officer, on a link of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rvr_portal.domain.visit import State

# Whoever is rung up now comes now; a link that nobody used must not wait for a finder.
LINK_LASTS = timedelta(minutes=30)
# While the visit can still lead to a call a guest may wait; whatever else happens ends their page.
_MAY_WAIT = frozenset(
    {State.SENT, State.OPENED, State.CHOOSING, State.CHECKING, State.WAITING, State.IN_CALL}
)


class Role(StrEnum):
    """What a guest is there for; it decides what they send and get."""

    INTERPRETER = "interpreter"
    SIGNER = "signer"
    SUPPORTER = "supporter"

    @property
    def media(self) -> str:
        """`data-media` of their call page: who only puts words into another language needs no picture."""
        return "sound" if self is Role.INTERPRETER else "video"


class Standing(StrEnum):
    """Where a guest stands."""

    INVITED = "invited"
    EXPIRED = "expired"
    WAITING = "waiting"
    IN_CALL = "in_call"
    LEFT = "left"
    REMOVED = "removed"
    UNWANTED = "unwanted"

    @property
    def present(self) -> bool:
        """Whether somebody is on their page, so that nobody else can be invited."""
        return self in (Standing.WAITING, Standing.IN_CALL)


# Who ended it, as the journal names actors; anybody else is staff.
_ENDS = {"guest": Standing.LEFT, "victim": Standing.UNWANTED}


@dataclass(frozen=True)
class Guest:
    """One invitation of one third person; the name, and what they speak, only sealed."""

    id_hash: str
    visit_id: str
    role: Role
    sealed: bytes
    invited_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    device_hash: str | None = None
    let_in_at: datetime | None = None
    ended_at: datetime | None = None
    ended: Standing | None = None

    def standing(self, now: datetime) -> Standing:
        """Where they stand now."""
        if self.ended:
            return self.ended
        if self.let_in_at:
            return Standing.IN_CALL
        if self.used_at:
            return Standing.WAITING
        return Standing.EXPIRED if now >= self.expires_at else Standing.INVITED

    def open_to(self, device_hash: str | None, now: datetime) -> bool:
        """Whether this browser may see the link's page: unused, or used by this very browser."""
        if self.used_at and not self.ended:
            return device_hash is not None and device_hash == self.device_hash
        return self.standing(now) is Standing.INVITED

    def why_closed(self, now: datetime) -> str:
        """The true reason, for the officer and the journal only."""
        if self.ended:
            return "left" if self.ended is Standing.LEFT else "revoked"
        if self.used_at:
            return "used"
        return "expired" if now >= self.expires_at else "open"


def ending(by: str) -> Standing:
    """What becomes of a guest whom this actor ends."""
    return _ENDS.get(by, Standing.REMOVED)


def may_wait(state: State) -> bool:
    """Whether a guest may be on their page while the visit is in this state."""
    return state in _MAY_WAIT
