"""Support contacts: who helps, how they are reached, and how far each fact has been checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from rvr_portal.domain.words import Words

PERPETRATORS = "perpetrators"
CHECK_AGAIN = timedelta(days=183)


class Confidence(StrEnum):
    """How the first means of contact is known."""

    CONFIRMED = "confirmed"
    SEED = "seed"
    GENERAL_KNOWLEDGE = "general_knowledge"


@dataclass(frozen=True)
class SignOff:
    """Who of the force approved an entry for real victims, and when."""

    by: str
    on: date

    def due(self, today: date) -> bool:
        """Whether the check is older than six months."""
        return today - self.on > CHECK_AGAIN


@dataclass(frozen=True)
class Phone:
    """A number: `display` is printed, `dial` goes into tel: links, `how` says what comes then."""

    display: str
    dial: str
    e164: str | None = None
    how: Words | None = None


@dataclass(frozen=True)
class Sms:
    """Help by text message: the number and, where it needs one, the word to send."""

    display: str
    dial: str
    e164: str | None = None
    keyword: str | None = None
    how: Words | None = None


@dataclass(frozen=True)
class Opening:
    """A run of weekdays, Monday being 0, with the same hours in Europe/London."""

    first_day: int
    last_day: int
    opens: time
    closes: time


@dataclass(frozen=True)
class Hours:
    """When one means of contact is answered; no openings means day and night."""

    means: str
    openings: tuple[Opening, ...] = ()

    @property
    def always(self) -> bool:
        """Whether it is answered at any hour."""
        return not self.openings


@dataclass(frozen=True)
class Contact:
    """One place that helps. None always means "not known", never "no"."""

    id: str
    name: Words
    what: Words
    who_for: tuple[str, ...]
    areas: tuple[str, ...]
    confidence: Confidence
    phone: Phone | None = None
    free: bool | None = None
    hidden_from_bill: bool | None = None
    sms: Sms | None = None
    webchat: bool | None = None
    bsl_relay: Words | None = None
    email: str | None = None
    website: str | None = None
    hours: tuple[Hours, ...] = ()
    staff_languages: tuple[str, ...] = ()
    interpreters: bool | None = None
    languages_note: str | None = None
    facts: tuple[Words, ...] = ()
    note: str | None = None
    source_url: tuple[str, ...] = ()
    source_seen: str | None = None
    to_verify: tuple[str, ...] = ()
    signed_off: SignOff | None = None

    @property
    def draft(self) -> bool:
        """Whether nobody has signed this off yet: for the officer, never for the page."""
        return self.signed_off is None

    @property
    def unverified(self) -> bool:
        """Whether a person must check it before any victim sees it."""
        known = self.confidence is not Confidence.GENERAL_KNOWLEDGE
        return self.draft and not (known and "name" not in self.to_verify)

    @property
    def for_perpetrators(self) -> bool:
        """Whether it must stay off the page unless the officer picks it."""
        return PERPETRATORS in self.who_for

    def may_show(self, field: str) -> bool:
        """Whether a victim may see this field."""
        return not self.unverified and (not self.draft or field not in self.to_verify)
