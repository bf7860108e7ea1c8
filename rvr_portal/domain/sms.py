"""Text messages: how many parts a text takes, and words that must not be in it (content/sms_templates.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "^{}\\[~]|€\f"
# English as content/sms_templates.md has it, and the same in Welsh: senders' names are not in her language.
_FORBIDDEN = re.compile(
    r"\b(police|officer|crime|abuse|domestic|victim|safe|help|urgent|999|101"
    r"|heddlu|swyddog|trosedd|cam-?drin|domestig|dioddefwr|diogel|cymorth|brys)\b|!",
    re.IGNORECASE,
)
_SHORTENERS = re.compile(
    r"https?://(www\.)?(bit\.ly|t\.co|tinyurl\.com|goo\.gl|ow\.ly|is\.gd|buff\.ly|cutt\.ly|rb\.gy|lnk\.to)/",
    re.IGNORECASE,
)
# UK networks block these as senders (content/sms_templates.md, "Sender").
_GENERIC = re.compile(
    r"appointment|contact|confirm|info|help|message|mobile|msg|noreply|notify|reminder|reply|schedule|secure"
    r"|security|service|sign|sms|support|system|text|update|verify|alert|call|card|code|control",
    re.IGNORECASE,
)
_SENDER = re.compile(r"[A-Za-z0-9 .&_-]{3,11}|\+447\d{9}|07\d{9}")
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Cost:
    """What a text takes: its alphabet ("GSM-7" or "UCS-2"), its length in units and its parts."""

    alphabet: str
    units: int
    parts: int


def cost(text: str) -> Cost:
    """Units and parts of a text (3GPP TS 23.038 and 23.040)."""
    if all(c in _BASIC or c in _EXTENDED for c in text):
        units = sum(2 if c in _EXTENDED else 1 for c in text)
        return Cost("GSM-7", units, _parts(units, 160, 153))
    units = len(text.encode("utf-16-be")) // 2
    return Cost("UCS-2", units, _parts(units, 70, 67))


def is_sender(name: str) -> bool:
    """Whether networks show this as the sender of a text, and nobody is given away by it."""
    refused = _GENERIC.fullmatch(name) or _FORBIDDEN.search(name)
    return bool(_SENDER.fullmatch(name)) and not refused


def faults(text: str, *, names: Sequence[str] = (), words: Sequence[str] = ()) -> tuple[str, ...]:
    """Codes of what is wrong with a text that carries a link; empty where it may be sent.

    Must not be in it: the force's `names`, and `words`, or beginnings of them, that give her away in its language.
    """
    told = _URL.sub("", text)
    size = cost(text)
    found = {
        "not_one_link": len(_URL.findall(text)) != 1,
        "link_first_or_last": bool(
            re.match(r"https?://", text) or re.search(r"https?://\S+$", text)
        ),
        "forbidden_word": bool(_FORBIDDEN.search(told)) or _holds(told, words),
        "names_force": _holds(told, names),
        "shortener": bool(_SHORTENERS.search(text)),
        # Where the alphabet leaves more room: two parts that come apart break the link.
        "two_parts": size.alphabet == "GSM-7" and size.parts > 1,
    }
    return tuple(fault for fault, true in found.items() if true)


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word.casefold() in text.casefold() for word in words if word)


def _parts(units: int, single: int, joined: int) -> int:
    return 1 if units <= single else -(-units // joined)
