"""As much of a TURN client as is needed to ask a server what it refuses (RFC 8489, RFC 8656)."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
import socket
import struct
from collections.abc import Callable

ALLOCATE, PERMIT, BIND = 0x003, 0x008, 0x009
_COOKIE = 0x2112A442
_USERNAME, _INTEGRITY, _ERROR, _CHANNEL, _PEER = 0x0006, 0x0008, 0x0009, 0x000C, 0x0012
_REALM, _NONCE, _RELAYED, _FAMILY, _TRANSPORT = 0x0014, 0x0015, 0x0016, 0x0017, 0x0019
_UDP, _IPV4, _IPV6 = 17, 1, 2
_FIRST_CHANNEL = 0x4000

Attributes = dict[int, bytes]


class TurnClient:
    """One client with one credential. Each deed gives the error's code, 0 where it was allowed."""

    def __init__(self, connected: socket.socket, username: str, credential: str) -> None:
        self._socket = connected
        self._socket.settimeout(3)
        self._username, self._credential = username, credential
        self._realm = self._nonce = b""
        self.relayed = ""
        self.heard = b""

    def __enter__(self) -> TurnClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def allocates(self, *, ipv6: bool = False, transport: int = _UDP) -> int:
        """Ask for a relay."""
        wanted = {_TRANSPORT: bytes([transport, 0, 0, 0])}
        if ipv6:
            wanted[_FAMILY] = bytes([_IPV6, 0, 0, 0])
        code, told = self._asks(ALLOCATE, lambda: wanted)
        if code == 0:
            self.relayed = self._address(told[_RELAYED])
        return code

    def permits(self, peer: str) -> int:
        """Ask to be allowed to send to this peer, and hear from it."""
        return self._asks(PERMIT, lambda: {_PEER: self._packed(peer, 0)})[0]

    def binds(self, peer: str, port: int = 53) -> int:
        """The same by a channel."""
        channel = struct.pack("!HH", _FIRST_CHANNEL, 0)
        told = self._asks(BIND, lambda: {_CHANNEL: channel, _PEER: self._packed(peer, port)})
        return told[0]

    def _asks(self, method: int, wanted: Callable[[], Attributes]) -> tuple[int, Attributes]:
        """The answer; a server tells its realm and nonce in the first refusal."""
        code, told = self._exchange(method, wanted)
        if code in (401, 438) and told.get(_NONCE, self._nonce) != self._nonce:
            self._realm, self._nonce = told.get(_REALM, self._realm), told[_NONCE]
            code, told = self._exchange(method, wanted)
        return code, told

    def _exchange(self, method: int, wanted: Callable[[], Attributes]) -> tuple[int, Attributes]:
        # Each message has its own number, and addresses are veiled with it.
        self._number = os.urandom(12)
        signed = wanted()
        if self._nonce:
            signed |= {
                _USERNAME: self._username.encode(),
                _REALM: self._realm,
                _NONCE: self._nonce,
            }
        body = b"".join(_attribute(kind, value) for kind, value in signed.items())
        if self._nonce:
            whole = self._header(method, len(body) + 24) + body
            told = b":".join((self._username.encode(), self._realm, self._credential.encode()))
            key = hashlib.md5(told, usedforsecurity=False).digest()
            body += _attribute(_INTEGRITY, hmac.new(key, whole, "sha1").digest())
        self._socket.sendall(self._header(method, len(body)) + body)
        answer = self._socket.recv(2000)
        while len(answer) < 20 + int.from_bytes(answer[2:4]):
            answer += self._socket.recv(2000)
        self.heard += answer
        return _read(answer)

    def _header(self, method: int, length: int) -> bytes:
        return struct.pack("!HHI", method, length, _COOKIE) + self._number

    def _packed(self, address: str, port: int) -> bytes:
        told = ipaddress.ip_address(address)
        family = _IPV4 if told.version == 4 else _IPV6
        return struct.pack("!BBH", 0, family, port ^ (_COOKIE >> 16)) + self._veiled(told.packed)

    def _address(self, value: bytes) -> str:
        return str(ipaddress.ip_address(self._veiled(value[4:])))

    def _veiled(self, packed: bytes) -> bytes:
        """An address as it is written: not in clear, so that no router on the way changes it."""
        veil = struct.pack("!I", _COOKIE) + self._number
        return bytes(a ^ b for a, b in zip(packed, veil, strict=False))


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)


def _read(message: bytes) -> tuple[int, Attributes]:
    """The error's code, 0 where there is none, and the attributes of an answer."""
    found: Attributes = {}
    rest = message[20:]
    while rest:
        kind, length = struct.unpack("!HH", rest[:4])
        found[kind] = rest[4 : 4 + length]
        rest = rest[4 + length + -length % 4 :]
    error = found.get(_ERROR)
    return (error[2] * 100 + error[3] if error else 0), found
