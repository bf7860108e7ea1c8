"""The signed one-time link: its id, the token in its address, and what may be done with it."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, Signer
from itsdangerous.encoding import base64_decode as decode
from itsdangerous.encoding import base64_encode, bytes_to_int, int_to_bytes
from itsdangerous.signer import HMACAlgorithm

from rvr_portal.domain.errors import LinkRefused

ID_BYTES = 12
CLOCK_SKEW = timedelta(seconds=60)
# What a token is for is signed with it: hers never opens the page of a guest, nor theirs the visit.
HERS, GUESTS = "link.redeem", "guest.redeem"
_SHAPE = re.compile(r"^([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{6})\.([A-Za-z0-9_-]{22})$")


class TruncatedHmac(HMACAlgorithm):
    """HMAC-SHA-256-128 (RFC 4868): as strong as the 96-bit id needs, and 21 letters shorter in a text message."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        """16 bytes of HMAC-SHA-256."""
        return super().get_signature(key, value)[:16]


@dataclass(frozen=True)
class Link:
    """One link of one visit; the id itself is never stored, only its SHA-256."""

    id_hash: str
    visit_id: str
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    device_hash: str | None = None
    revoked_at: datetime | None = None
    ended_at: datetime | None = None

    def open_to(self, device_hash: str | None, now: datetime) -> bool:
        """Whether this browser may see the welcome page: unused, or used by this very browser."""
        if self.revoked_at or self.ended_at:
            return False
        if self.used_at:
            return device_hash is not None and device_hash == self.device_hash
        return now < self.expires_at

    def why_closed(self, now: datetime) -> str:
        """The true reason, for the officer and the journal only."""
        if self.revoked_at:
            return "revoked"
        if self.ended_at:
            return "left"
        if self.used_at:
            return "used"
        return "expired" if now >= self.expires_at else "open"


def new_id() -> str:
    """96 random bits as 16 characters."""
    return secrets.token_urlsafe(ID_BYTES)


def hashed(secret: str) -> str:
    """SHA-256 in hex: what the database keeps of link ids and browser keys."""
    return hashlib.sha256(secret.encode()).hexdigest()


def sign(link_id: str, expires_at: datetime, keys: Sequence[str], purpose: str = HERS) -> str:
    """The token `id.expiry.signature`, 46 characters; `keys` newest first."""
    expiry = base64_encode(int_to_bytes(int(expires_at.timestamp()))).decode()
    return _signer(keys, purpose).sign(f"{link_id}.{expiry}").decode()


def read(token: str, keys: Sequence[str], now: datetime, purpose: str = HERS) -> str:
    """The link id of a canonical token, signed for this purpose by one of the keys, not over; else LinkRefused."""
    shape = _SHAPE.match(token)
    if not shape:
        raise LinkRefused("malformed")
    try:
        value = _signer(keys, purpose).unsign(token).decode()
    except BadSignature:
        raise LinkRefused("tampered") from None
    link_id, expiry = value.split(".")
    # Base64 lets several spellings mean the same bytes; only the one that we wrote is ours.
    if base64_encode(decode(shape[3])).decode() != shape[3]:
        raise LinkRefused("tampered")
    if now > datetime.fromtimestamp(bytes_to_int(decode(expiry)), UTC) + CLOCK_SKEW:
        raise LinkRefused("expired")
    return link_id


def _signer(keys: Sequence[str], purpose: str) -> Signer:
    # itsdangerous signs with the last key of its list; ours are newest first.
    algorithm = TruncatedHmac(hashlib.sha256)
    return Signer(list(reversed(keys)), salt=purpose, key_derivation="hmac", algorithm=algorithm)
