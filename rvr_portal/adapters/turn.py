"""ICE servers with time-limited TURN credentials (coturn's use-auth-secret)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime


class TurnServers:
    """The IceServers port."""

    def __init__(self, urls: Sequence[str], secret: str, policy: str) -> None:
        self._urls, self._secret, self._policy = urls, secret, policy

    def for_side(self, visit_id: str, side: str, *, until: datetime) -> Mapping[str, object]:
        """An RTCConfiguration whose credentials end then; nothing personal in the name."""
        if not self._urls:
            return {"iceServers": [], "iceTransportPolicy": self._policy}
        told = hashlib.sha256(f"{visit_id}:{side}".encode()).hexdigest()[:16]
        username = f"{int(until.timestamp())}:{told}"
        # SHA-1 is what coturn computes; as a keyed hash it is sound.
        mac = hmac.new(self._secret.encode(), username.encode(), hashlib.sha1).digest()
        server = {
            "urls": list(self._urls),
            "username": username,
            "credential": base64.b64encode(mac).decode(),
        }
        return {"iceServers": [server], "iceTransportPolicy": self._policy}
