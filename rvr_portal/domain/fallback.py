"""What comes next when the line gets thin or drops: nothing louder than what she agreed to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from rvr_portal.domain.contact import SafeContact
from rvr_portal.domain.errors import ContactRefused
from rvr_portal.domain.needs import Needs


class Rung(StrEnum):
    """The ladder, from the top: each rung needs less of the line than the one above."""

    PICTURE = "picture"
    SMALL_PICTURE = "small_picture"
    SOUND = "sound"
    WRITING = "writing"
    RING = "ring"
    VISIT = "visit"


_FROM_THE_TOP = (Rung.PICTURE, Rung.SMALL_PICTURE, Rung.SOUND, Rung.WRITING)
_TOP = {"video": Rung.PICTURE, "sound": Rung.SOUND, "text": Rung.WRITING}


def ladder(needs: Needs, contact: SafeContact, now: datetime) -> tuple[Rung, ...]:
    """The rungs that are there for her now, from what she chose down to the last that is agreed."""
    inside = _FROM_THE_TOP[_FROM_THE_TOP.index(_TOP[needs.media]) :]
    if needs.fallback == "ring" and may_ring(contact, now):
        return (*inside, Rung.RING)
    return (*inside, Rung.VISIT) if needs.fallback == "visit" else inside


def next_step(needs: Needs, contact: SafeContact, now: datetime, at: Rung) -> Rung | None:
    """The rung below this one; None where nothing else is agreed: keep trying."""
    steps = ladder(needs, contact, now)
    below = steps[steps.index(at) + 1 :] if at in steps else steps
    return below[0] if below else None


def standing(needs: Needs, level: int | None) -> Rung:
    """The rung on which the call is, by the picture's level: 0 is none, 1 the smallest."""
    if needs.media != "video" or level is None or level > 1:
        return _TOP[needs.media]
    return Rung.SMALL_PICTURE if level else Rung.SOUND


def may_ring(contact: SafeContact, now: datetime) -> bool:
    """Whether she agreed to be rung at this time; that a text is safe says nothing of a call."""
    try:
        contact.allow_ring(now)
    except ContactRefused:
        return False
    return True
