"""What a relayed call may tell of where somebody is: the relay's address, and no other (R16)."""

from __future__ import annotations

import re

NOWHERE = "0.0.0.0"  # noqa: S104 - an address in a text
# Only these parts of a candidate are handed on, and only over UDP, since our relays take no TCP on their far side.
# Of what may follow, what says which network of the phone it is stays behind.
_RELAY = re.compile(
    r"((?:a=)?candidate:[A-Za-z0-9+/]{1,32} [0-9]{1,5} (?i:udp) [0-9]{1,10}"
    r" [0-9A-Fa-f:.]{2,45} [0-9]{1,5} typ relay)(?=\s|$)"
)
_HARMLESS = re.compile(r" (?:generation [0-9]{1,9}|ufrag [A-Za-z0-9+/]{1,256})(?=\s|$)")
_NET = re.compile(r"IN IP[46] \S+", re.IGNORECASE)
_RUN = re.compile(r"[0-9A-Fa-f:.]+")
_QUAD = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
# Names that a browser makes up for its own addresses; the whole word, found without going back.
_LOCAL = re.compile(r"(?<![\w-])[\w-]+\.local\b", re.IGNORECASE)
_FINGERPRINT = re.compile(r"a=fingerprint:[A-Za-z0-9-]+ [0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){15,63}")


def relay_candidate(line: str) -> str | None:
    """A relay's candidate without the address behind it; None where it is no relay's."""
    first = line.splitlines()[0] if line else ""
    found = _RELAY.match(first)
    if found is None:
        return None
    kept = "".join(_HARMLESS.findall(first[found.end() :]))
    return f"{found[1]} raddr {NOWHERE} rport 0{kept}"


def relayed_description(sdp: str) -> str:
    """A description without any address but those of relay candidates."""
    kept = (_line(line) for line in sdp.splitlines())
    return "".join(f"{line}\r\n" for line in kept if line is not None)


def _line(line: str) -> str | None:
    if line.startswith("a=candidate:"):
        return relay_candidate(line)
    if line.startswith("a=remote-candidates:"):
        return None
    if _FINGERPRINT.fullmatch(line):
        return line
    return _LOCAL.sub(NOWHERE, _RUN.sub(_unless_address, _NET.sub(f"IN IP4 {NOWHERE}", line)))


def _unless_address(run: re.Match[str]) -> str:
    """What is neither an IPv4 address nor an IPv6 one: those have `::`, or six colons and more."""
    text = run[0]
    told = "::" in text or text.count(":") >= 6 or _QUAD.search(text)
    return NOWHERE if told else text
