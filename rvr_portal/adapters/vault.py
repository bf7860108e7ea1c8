"""Envelope encryption with AES-256-GCM: a data key for each visit, wrapped by the portal's keys."""

from __future__ import annotations

import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from rvr_portal.domain.errors import SealBroken

_NONCE = 12


class AesVault:
    """The Vault port; `keys` newest first, older ones still unwrap."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._wrapping = [_derived(key) for key in keys]

    def new_key(self) -> bytes:
        """A wrapped data key of 40 bytes."""
        return aes_key_wrap(self._wrapping[0], AESGCM.generate_key(256))

    def rewrap(self, key: bytes) -> bytes:
        """The same data key under the newest of the portal's keys."""
        return aes_key_wrap(self._wrapping[0], self._unwrapped(key))

    def seal(self, key: bytes, plain: bytes, about: str) -> bytes:
        """Nonce and ciphertext; `about` binds the value to its place, so that it opens nowhere else."""
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self._unwrapped(key)).encrypt(nonce, plain, about.encode())

    def open(self, key: bytes, sealed: bytes, about: str) -> bytes:
        """The plain bytes, or SealBroken."""
        try:
            return AESGCM(self._unwrapped(key)).decrypt(
                sealed[:_NONCE], sealed[_NONCE:], about.encode()
            )
        except (InvalidTag, ValueError):
            raise SealBroken(about) from None

    def _unwrapped(self, key: bytes) -> bytes:
        for wrapping in self._wrapping:
            try:
                return aes_key_unwrap(wrapping, key)
            except (InvalidUnwrap, ValueError):
                continue
        raise SealBroken("no key of RVR_SECRET_KEYS opens this visit")


def _derived(key: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"rvr.vault.wrap").derive(key.encode())
