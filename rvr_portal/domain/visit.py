"""The whole life of one visit: its states, what can happen in each, and the step that she sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from rvr_portal.domain.errors import NotAllowed


class State(StrEnum):
    """Where a visit stands."""

    PREPARED = "prepared"
    SENT = "sent"
    OPENED = "opened"
    UNSAFE = "unsafe"
    LATER = "later"
    IN_PERSON = "in_person"
    CHOOSING = "choosing"
    CHECKING = "checking"
    WAITING = "waiting"
    IN_CALL = "in_call"
    AFTER = "after"
    LEFT = "left"
    CLOSED = "closed"
    REVOKED = "revoked"
    EXPIRED = "expired"
    DECLINED = "declined"


class Event(StrEnum):
    """What can happen to a visit, whoever does it."""

    ISSUE = "issue"
    REDEEM = "redeem"
    SAY_SAFE = "say_safe"
    SAY_UNSAFE = "say_unsafe"
    ASK_LATER = "ask_later"
    SEND_OFFICER = "send_officer"
    TELL_NEEDS = "tell_needs"
    CHANGE_NEEDS = "change_needs"
    FINISH_CHECKS = "finish_checks"
    CHECK_AGAIN = "check_again"
    JOIN = "join"
    HANG_UP = "hang_up"
    RETURN = "return"
    ALERT = "alert"
    SAY_KEY_WORD = "say_key_word"
    GIVE_SIGN = "give_sign"
    LEAVE = "leave"
    DECLINE = "decline"
    REVOKE = "revoke"
    EXPIRE = "expire"
    CLOSE = "close"


class Step(StrEnum):
    """What the victim's page shows: `data-step` of contract.md."""

    WELCOME = "welcome"
    SAFETY = "safety"
    UNSAFE = "unsafe"
    NEEDS = "needs"
    CHECKS = "checks"
    WAITING = "waiting"
    CALL = "call"
    AFTER = "after"
    ENDED = "ended"


_S, _E = State, Event
_JOURNEY = (_S.OPENED, _S.CHOOSING, _S.CHECKING, _S.WAITING, _S.IN_CALL)
_ASKED_FOR_HELP = (_S.UNSAFE, _S.LATER, _S.IN_PERSON)
_OVER = (_S.LEFT, _S.REVOKED, _S.EXPIRED, _S.DECLINED)

TRANSITIONS: Mapping[tuple[State, Event], State] = {
    (_S.PREPARED, _E.DECLINE): _S.DECLINED,
    (_S.PREPARED, _E.SEND_OFFICER): _S.IN_PERSON,
    (_S.SENT, _E.REDEEM): _S.OPENED,
    (_S.SENT, _E.EXPIRE): _S.EXPIRED,
    (_S.SENT, _E.SEND_OFFICER): _S.IN_PERSON,
    (_S.OPENED, _E.SAY_SAFE): _S.CHOOSING,
    (_S.UNSAFE, _E.SAY_SAFE): _S.CHOOSING,
    (_S.LATER, _E.SAY_SAFE): _S.CHOOSING,
    (_S.UNSAFE, _E.ASK_LATER): _S.LATER,
    (_S.CHOOSING, _E.TELL_NEEDS): _S.CHECKING,
    (_S.CHECKING, _E.CHANGE_NEEDS): _S.CHOOSING,
    (_S.CHECKING, _E.FINISH_CHECKS): _S.WAITING,
    (_S.WAITING, _E.CHANGE_NEEDS): _S.CHOOSING,
    (_S.WAITING, _E.CHECK_AGAIN): _S.CHECKING,
    (_S.WAITING, _E.JOIN): _S.IN_CALL,
    (_S.IN_CALL, _E.JOIN): _S.IN_CALL,
    (_S.IN_CALL, _E.HANG_UP): _S.AFTER,
    (_S.AFTER, _E.RETURN): _S.WAITING,
    (_S.CLOSED, _E.LEAVE): _S.CLOSED,
    (_S.AFTER, _E.LEAVE): _S.AFTER,
    (_S.AFTER, _E.CLOSE): _S.CLOSED,
    (_S.LEFT, _E.SEND_OFFICER): _S.IN_PERSON,
    (_S.EXPIRED, _E.SEND_OFFICER): _S.IN_PERSON,
    **{(s, _E.ISSUE): _S.SENT for s in (_S.PREPARED, _S.SENT, _S.EXPIRED, _S.LEFT)},
    **{(s, _E.ISSUE): _S.SENT for s in (_S.UNSAFE, _S.LATER)},
    **{(s, _E.ISSUE): _S.SENT for s in _JOURNEY if s is not _S.IN_CALL},
    **{(s, _E.SAY_UNSAFE): _S.UNSAFE for s in (*_JOURNEY, _S.AFTER)},
    **{(s, _E.SEND_OFFICER): _S.IN_PERSON for s in (*_JOURNEY, _S.UNSAFE, _S.LATER, _S.AFTER)},
    **{(s, _E.LEAVE): _S.LEFT for s in _JOURNEY},
    **{(s, _E.LEAVE): s for s in _ASKED_FOR_HELP},
    **{(s, _E.ALERT): s for s in (*_JOURNEY, *_ASKED_FOR_HELP, _S.AFTER)},
    **{(s, _E.SAY_KEY_WORD): s for s in (_S.WAITING, _S.IN_CALL, _S.AFTER)},
    **{(s, _E.GIVE_SIGN): s for s in (*_JOURNEY, *_ASKED_FOR_HELP, _S.AFTER)},
    **{(s, _E.EXPIRE): _S.EXPIRED for s in _JOURNEY},
    **{(s, _E.REVOKE): _S.REVOKED for s in (_S.PREPARED, _S.SENT, *_JOURNEY, _S.LEFT, _S.LATER)},
    **{(s, _E.CLOSE): _S.CLOSED for s in (*_ASKED_FOR_HELP, *_OVER)},
}

STEPS: Mapping[State, Step] = {
    _S.OPENED: Step.SAFETY,
    _S.CHOOSING: Step.NEEDS,
    _S.CHECKING: Step.CHECKS,
    _S.WAITING: Step.WAITING,
    _S.IN_CALL: Step.CALL,
    _S.AFTER: Step.AFTER,
    **dict.fromkeys(_ASKED_FOR_HELP, Step.UNSAFE),
}


@dataclass(frozen=True)
class Visit:
    """One Rapid Video Response contact with one victim; personal facts only sealed under `key`."""

    id: str
    created_at: datetime
    changed_at: datetime
    state: State = State.PREPARED
    version: int = 1
    practice: bool = False
    language: str = "en"
    officer_id: str | None = None
    key: bytes | None = None
    private: bytes | None = None
    needs: Mapping[str, object] | None = None
    readiness: Mapping[str, object] | None = None
    advice: Mapping[str, object] | None = None
    alert_at: datetime | None = None
    alert_by: Event | None = None
    left_at: datetime | None = None
    lost_at: datetime | None = None
    readable_until: datetime | None = None

    def after(self, event: Event, now: datetime) -> Visit:
        """The visit once this has happened, or NotAllowed."""
        try:
            state = TRANSITIONS[self.state, event]
        except KeyError:
            raise NotAllowed(self.state, event) from None
        return self.changed(now, state=state)

    def changed(self, now: datetime, **fields: object) -> Visit:
        """The visit with these fields changed, as its next version."""
        return replace(self, changed_at=now, version=self.version + 1, **fields)  # type: ignore[arg-type]

    def allows(self, event: Event) -> bool:
        """Whether this can happen now: buttons and guards ask here."""
        return (self.state, event) in TRANSITIONS

    def step(self, now: datetime) -> Step:
        """The one thing her page shows; whatever is over or unknown looks the same."""
        if self.state is State.CLOSED and self.readable_until and now < self.readable_until:
            return Step.AFTER
        return STEPS.get(self.state, Step.ENDED)
