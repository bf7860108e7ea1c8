"""Text messages: how many parts a text takes, and words that must not be in it (content/sms_templates.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "^{}\\[~]|€\f"
_FORBIDDEN = re.compile(
    r"\b(police|officer|crime|abuse|domestic|victim|safe|help|urgent|999|101)\b|!", re.IGNORECASE
)
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


def faults(text: str) -> tuple[str, ...]:
    """Codes of what is wrong with a text that carries a link; empty where it may be sent."""
    words = _URL.sub("", text)
    found = {
        "not_one_link": len(_URL.findall(text)) != 1,
        "link_first_or_last": bool(
            re.match(r"https?://", text) or re.search(r"https?://\S+$", text)
        ),
        "forbidden_word": bool(_FORBIDDEN.search(words)),
    }
    return tuple(fault for fault, true in found.items() if true)


def _parts(units: int, single: int, joined: int) -> int:
    return 1 if units <= single else -(-units // joined)
