"""Every code that can reach the console has its words."""

from __future__ import annotations

import re
from pathlib import Path

import rvr_portal
from rvr_portal.domain import guest, path
from rvr_portal.domain.account import Role
from rvr_portal.domain.advice import Refusal
from rvr_portal.domain.checks import Answer
from rvr_portal.domain.contact import OVERRIDE_REASONS, WORDINGS
from rvr_portal.domain.eligibility import QUESTIONS
from rvr_portal.domain.endings import Reason
from rvr_portal.domain.errors import SmsRefused, SmsUnavailable
from rvr_portal.domain.fallback import Rung
from rvr_portal.domain.figures import Line
from rvr_portal.domain.needs import FALLBACKS, INTERPRETERS, MEDIA
from rvr_portal.domain.standing import Standing, why_lost
from rvr_portal.domain.support import Confidence
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import board, invitations
from rvr_portal.web.officer import call_words, leaving_words, sending_words, story, words
from tests.cast import a_private

SERVICES = Path(rvr_portal.__file__).parent / "services"


def test_codes_have_words() -> None:
    assert set(words.STATES) == set(State)
    assert set(words.ANSWERS) == set(Answer)
    assert set(words.MEDIA) == set(MEDIA)
    assert set(words.INTERPRETERS) == set(INTERPRETERS)
    assert set(sending_words.WORDINGS) == set(WORDINGS)
    assert set(sending_words.OVERRIDES) == set(OVERRIDE_REASONS)
    assert set(leaving_words.LOST) == {
        why_lost(it, battery_low=low) for it in Standing for low in (True, False)
    }
    assert set(leaving_words.AWAY) < set(Standing)
    assert set(words.ROLES) == set(Role)
    assert set(sending_words.TEXT_FAILED) == {SmsRefused.code, SmsUnavailable.code}
    assert set(words.CONFIDENCE) == set(Confidence)
    assert set(words.NOT_OFFERED) == set(Refusal)
    assert set(call_words.LINES) == set(Line)
    assert set(call_words.RUNGS) == set(Rung)
    assert set(call_words.BELOW) == set(Rung) - {Rung.PICTURE}
    assert set(call_words.FALLBACKS) == set(FALLBACKS)
    assert set(call_words.GUESTS) == set(call_words.GUEST_ROLES) == set(guest.Role)
    assert set(call_words.GUEST_STANDINGS) == set(guest.Standing)
    assert set(call_words.ENDINGS) == set(Reason)
    assert tuple(words.QUESTIONS) == tuple(words.STOPPERS) == QUESTIONS


def test_a_link_of_the_command_line_is_told_in_words(portal: Portal) -> None:
    visit = invitations.prepare(portal, a_private(portal), by="command line")
    invitations.issue(portal, visit.id, by="command line", channel="command line")
    line = story.told(board.timeline(portal, visit.id), {})[-1]
    assert (line.detail, line.who) == ("on the command line", "command line")


def test_acts_of_the_journal_have_words() -> None:
    said = "".join(path.read_text("utf-8") for path in SERVICES.glob("*.py"))
    acts = set(re.findall(r'"((?:[a-z_]+)\.(?:[a-z_]+))"', said)) - {"texts.jsonl"}
    assert acts - set(story.ACTS) == set()


def test_what_was_measured_of_her_line_is_said_in_words() -> None:
    measured = path.Path("udp", 180, 1, 9, bitrate_up_kbps=300)
    assert words.line(measured) == "180 ms, 1 % lost, about 300 kbit/s, by relay over UDP"
    assert words.line(path.Path("tls")) == "by relay over TLS"
    assert words.line(path.Path("failed")).startswith("No way through")
    assert {*words.RELAYS, "failed"} == path.RELAYS
