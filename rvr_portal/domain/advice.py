"""Advice topics, what an officer may choose of them, and the pack that was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rvr_portal.domain.errors import PortalError
from rvr_portal.domain.support import SignOff
from rvr_portal.domain.words import Words


class ContentError(Exception):
    """A content file that cannot be used: the file, the line and what is wrong, in one line."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


class Refusal(StrEnum):
    """Why an entry cannot be chosen now."""

    UNKNOWN = "unknown"
    NOT_SIGNED_OFF = "not_signed_off"
    UNVERIFIED = "unverified"
    NOTHING_TO_SHOW = "nothing_to_show"
    NEEDS_PRIVATE_PHONE = "needs_private_phone"


class NotOffered(PortalError):
    """A topic or contact that the officer may not choose for this visit."""

    code = "not_offered"

    def __init__(self, entry: str, refusal: Refusal) -> None:
        super().__init__(f"{entry}: {refusal}")
        self.entry = entry
        self.refusal = refusal


@dataclass(frozen=True)
class Point:
    """One idea of a topic. `to_verify` says which part of it is still unchecked."""

    words: Words
    to_verify: str | None = None
    variant: str | None = None


@dataclass(frozen=True)
class Topic:
    """One subject that an officer can choose for the page after the call."""

    id: str
    group: str
    title: Words
    tags: tuple[str, ...]
    points: tuple[Point, ...]
    contacts: tuple[str, ...]
    basis: str
    review_by: str
    needs_safe_device: bool = False
    caution: str | None = None
    source_url: tuple[str, ...] = ()
    signed_off: SignOff | None = None

    @property
    def draft(self) -> bool:
        """Whether nobody has signed this off yet: for the officer, never for the page."""
        return self.signed_off is None

    @property
    def to_verify(self) -> tuple[int, ...]:
        """The numbers, from 1, of the points that nobody has checked."""
        return tuple(n for n, point in enumerate(self.points, 1) if point.to_verify)

    def shown_points(self, variant: str | None = None) -> tuple[Words, ...]:
        """What a victim may read; `variant` is the force's choice between rival lines."""
        return tuple(
            point.words
            for point in self.points
            if (point.to_verify is None or not self.draft)
            # Where the law depends on the force and nobody has said which holds, neither is shown.
            and (point.variant is None or point.variant == variant)
        )

    def refusal(self, *, variant: str | None, phone_is_private: bool) -> Refusal | None:
        """Why it cannot be shown, or None."""
        if not self.shown_points(variant):
            return Refusal.NOTHING_TO_SHOW
        # Advice on leaving or on a watched phone warns whoever else reads that phone.
        if self.needs_safe_device and not phone_is_private:
            return Refusal.NEEDS_PRIVATE_PHONE
        return None


@dataclass(frozen=True)
class AdvicePack:
    """What the officer chose, in order; the entries that are always shown come in addition."""

    topics: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
