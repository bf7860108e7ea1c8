"""A forensic look at a folder: what of the portal can be read in any of its files, packed or not."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import brotli

SIMPLE_CACHE = bytes.fromhex("305c72a71b6dfbfc")
FIREFOX_LZ4 = b"mozLz40\0"
# Packed streams inside of a file that are tried at most: a cache entry holds one.
STREAMS = 20
# What changes from one run to the next in the name of a file.
_CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{20,}|[0-9A-Fa-f]{12,}|\d{5,}")


def found(folder: Path, wanted: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """In which files, by their names without what changes, which kinds of words stand."""
    told: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        views = list(readings(path.read_bytes()))
        kinds = {kind for kind, words in wanted.items() if any(_stands(it, views) for it in words)}
        if kinds:
            place = _CHANGING.sub("*", path.relative_to(folder).as_posix())
            told.setdefault(place, set()).update(kinds)
    return told


def _stands(word: str, views: Sequence[bytes]) -> bool:
    return any(word.encode(coding) in view for view in views for coding in ("utf-8", "utf-16-le"))


def readings(data: bytes) -> Iterator[bytes]:
    """The bytes as they are, and what comes out where some of them are packed."""
    yield data
    if data.startswith(FIREFOX_LZ4):
        yield lz4(data[len(FIREFOX_LZ4) + 4 :])
    starts = [0]
    if data.startswith(SIMPLE_CACHE):
        (length,) = struct.unpack_from("<I", data, 12)
        starts = [20 + length, 24 + length]
    for start in starts:
        yield unbrotli(data[start:])
    for at in [it.start() for it in re.finditer(b"\x1f\x8b\x08", data)][:STREAMS]:
        yield ungzip(data[at:])


def unbrotli(data: bytes) -> bytes:
    """As far as it goes: what follows the stream, or is none, ends it."""
    packed, out = brotli.Decompressor(), bytearray()
    try:
        for at in range(len(data)):
            out += packed.process(data[at : at + 1])
    except brotli.error:
        pass
    return bytes(out)


def ungzip(data: bytes) -> bytes:
    """As far as it goes."""
    try:
        return zlib.decompressobj(31).decompress(data)
    except zlib.error:
        return b""


def lz4(data: bytes) -> bytes:
    """One block of LZ4, in which Firefox packs its sessions."""
    out, at = bytearray(), 0

    def longer(length: int) -> int:
        nonlocal at
        if length == 15:
            while data[at] == 255:
                length, at = length + 255, at + 1
            length, at = length + data[at], at + 1
        return length

    while at < len(data):
        token, at = data[at], at + 1
        size = longer(token >> 4)
        out += data[at : at + size]
        at += size
        if at >= len(data):
            break
        back, at = data[at] | data[at + 1] << 8, at + 2
        for _ in range(longer(token & 15) + 4):
            out.append(out[-back])
    return bytes(out)
