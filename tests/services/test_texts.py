"""The words of a text message: neutral, with the time where she is, in one part."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rvr_portal import i18n
from rvr_portal.domain import sms
from rvr_portal.domain.contact import WORDINGS
from rvr_portal.domain.visit import Visit
from rvr_portal.services.texts import WORDS, text_of

WINTER = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 14, 30, tzinfo=UTC)
URL = "https://rvr.police.example/j/" + "a" * 46


def a_text(wording: str, language: str = "en", until: datetime = WINTER) -> str:
    return text_of(Visit("abc", WINTER, WINTER, language=language), wording, URL, until)


def test_every_wording_that_can_be_agreed_has_words() -> None:
    assert set(WORDS) == set(WORDINGS)


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("language", i18n.languages())
def test_no_text_betrays_her(wording: str, language: str) -> None:
    assert sms.faults(a_text(wording, language)) == ()


@pytest.mark.parametrize("wording", WORDINGS)
def test_english_takes_one_part(wording: str) -> None:
    assert sms.cost(a_text(wording)).parts == 1


def test_the_time_is_local_and_without_a_date() -> None:
    assert "14:30" in a_text("link_plain")
    assert "15:30" in a_text("link_plain", until=SUMMER)
    assert "2026" not in a_text("link_plain")


def test_a_language_without_a_catalogue_reads_english() -> None:
    assert a_text("link_short", "sk") == a_text("link_short", "en")
