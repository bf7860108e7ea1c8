"""The token of a link: signed, canonical, bound to its purpose and its end."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import Signer
from itsdangerous.encoding import base64_encode

from rvr_portal.domain import link
from rvr_portal.domain.errors import LinkRefused

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)
KEYS = ("new" * 12, "old" * 12)


def a_token(keys: tuple[str, ...] = KEYS) -> str:
    return link.sign("ABCDEFGHIJKLMNOP", LATER, keys)


def refused(token: str, now: datetime = NOW, keys: tuple[str, ...] = KEYS) -> str:
    with pytest.raises(LinkRefused) as error:
        link.read(token, keys, now)
    return error.value.reason


def test_what_was_signed_is_read() -> None:
    assert link.read(a_token(), KEYS, NOW) == "ABCDEFGHIJKLMNOP"


def test_the_token_fits_one_text() -> None:
    assert len(a_token()) == 46


def test_an_id_has_96_random_bits() -> None:
    assert len({link.new_id() for _ in range(200)}) == 200
    assert len(link.new_id()) == 16


def test_every_character_changed_is_refused() -> None:
    token = a_token()
    for place in range(len(token)):
        for other in string.ascii_letters + string.digits + "-_.!~= %":
            if other != token[place]:
                assert refused(token[:place] + other + token[place + 1 :]) in {
                    "malformed",
                    "tampered",
                }


def test_every_character_added_or_missing_is_refused() -> None:
    token = a_token()
    for place in range(len(token) + 1):
        for other in "A=! .%\n":
            refused(token[:place] + other + token[place:])
        if place < len(token):
            refused(token[:place] + token[place + 1 :])


@given(st.text(max_size=80))
def test_nonsense_is_refused(text: str) -> None:
    refused(text)


def test_a_link_ends_at_its_time_give_or_take_a_minute_of_clocks() -> None:
    assert link.read(a_token(), KEYS, LATER + timedelta(seconds=60))
    assert refused(a_token(), LATER + timedelta(seconds=61)) == "expired"


def test_a_token_of_the_older_key_still_opens() -> None:
    assert link.read(a_token(KEYS[1:]), KEYS, NOW)
    assert refused(a_token(KEYS[1:]), keys=KEYS[:1]) == "tampered"


def test_a_signature_for_another_purpose_does_not_open() -> None:
    value = a_token().rsplit(".", 1)[0]
    other = Signer(list(KEYS), salt="link.other", key_derivation="hmac", digest_method="sha256")
    assert refused(f"{value}.{other.get_signature(value).decode()[:22]}") == "tampered"


def test_who_may_open_a_link() -> None:
    fresh = link.Link("h", "v", NOW, LATER)
    assert fresh.open_to(None, NOW)
    assert not fresh.open_to(None, LATER)
    assert fresh.why_closed(LATER) == "expired"
    used = link.Link("h", "v", NOW, LATER, used_at=NOW, device_hash="d")
    assert used.open_to("d", LATER)
    assert not used.open_to("e", NOW)
    assert not used.open_to(None, NOW)
    assert used.why_closed(NOW) == "used"
    for gone, why in (({"ended_at": NOW}, "left"), ({"revoked_at": NOW}, "revoked")):
        over = link.Link("h", "v", NOW, LATER, used_at=NOW, device_hash="d", **gone)
        assert not over.open_to("d", NOW)
        assert over.why_closed(NOW) == why
    assert fresh.why_closed(NOW) == "open"


@given(st.binary(min_size=12, max_size=12), st.integers(1, 10**6))
def test_a_token_opens_only_what_it_was_made_for(random: bytes, seconds: int) -> None:
    link_id, ends = base64_encode(random).decode(), NOW + timedelta(seconds=seconds)
    hers, theirs = (link.sign(link_id, ends, KEYS, it) for it in (link.HERS, link.GUESTS))
    assert link.read(hers, KEYS, NOW) == link.read(theirs, KEYS, NOW, link.GUESTS) == link_id
    for token, other in ((hers, link.GUESTS), (theirs, link.HERS)):
        with pytest.raises(LinkRefused, match="tampered"):
            link.read(token, KEYS, NOW, other)
