"""Sealing: opened by the right key, in the right place, unchanged; else not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.adapters.vault import AesVault
from rvr_portal.domain.errors import SealBroken

OLD, NEW = "o" * 32, "n" * 32
VAULT = AesVault((OLD,))
KEY = VAULT.new_key()


@given(st.binary(max_size=300), st.text(max_size=30))
def test_what_was_sealed_is_opened(plain: bytes, about: str) -> None:
    sealed = VAULT.seal(KEY, plain, about)
    assert VAULT.open(KEY, sealed, about) == plain
    assert len(plain) < 4 or plain not in sealed


def test_the_same_twice_looks_different() -> None:
    assert VAULT.seal(KEY, b"hello", "a") != VAULT.seal(KEY, b"hello", "a")


def test_each_visit_has_a_key_of_its_own() -> None:
    other = VAULT.new_key()
    assert other != KEY
    with pytest.raises(SealBroken):
        VAULT.open(other, VAULT.seal(KEY, b"hello", "a"), "a")


def test_what_was_sealed_opens_in_its_place_only() -> None:
    sealed = VAULT.seal(KEY, b"hello", "private:abc")
    with pytest.raises(SealBroken):
        VAULT.open(KEY, sealed, "private:abd")


def test_a_changed_byte_is_noticed_wherever_it_is() -> None:
    sealed = VAULT.seal(KEY, b"hello", "a")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            VAULT.open(KEY, bytes(changed), "a")


@pytest.mark.parametrize("sealed", [b"", b"short", b"x" * 12, b"x" * 27])
def test_what_is_too_short_is_noticed(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        VAULT.open(KEY, sealed, "a")


@pytest.mark.parametrize(
    "key",
    [b"", b"short", b"x" * 40, bytes(40), KEY[:-1], KEY + b"x"],
    ids=["none", "short", "letters", "zeros", "one less", "one more"],
)
def test_a_key_that_is_none_opens_and_seals_nothing(key: bytes) -> None:
    with pytest.raises(SealBroken):
        VAULT.open(key, VAULT.seal(KEY, b"hello", "a"), "a")
    with pytest.raises(SealBroken):
        VAULT.seal(key, b"hello", "a")
    with pytest.raises(SealBroken):
        VAULT.rewrap(key)


def test_without_the_portals_key_nothing_opens() -> None:
    with pytest.raises(SealBroken, match="RVR_SECRET_KEYS"):
        AesVault((NEW,)).open(KEY, VAULT.seal(KEY, b"hello", "a"), "a")


def test_the_portals_key_can_be_replaced() -> None:
    sealed = VAULT.seal(KEY, b"hello", "a")
    both = AesVault((NEW, OLD))
    assert both.open(KEY, sealed, "a") == b"hello"
    moved = both.rewrap(KEY)
    assert AesVault((NEW,)).open(moved, sealed, "a") == b"hello"
    with pytest.raises(SealBroken):
        VAULT.open(moved, sealed, "a")
    fresh = both.new_key()
    assert AesVault((NEW,)).seal(fresh, b"hello", "a")
