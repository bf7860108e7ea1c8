"""How she went, and what is asked for then: a call that is cut off is graded again (College of Policing)."""

from __future__ import annotations

_AS_AGREED = "No call, text or voicemail but as she agreed."
_UNEXPLAINED = (
    f"Nobody knows why: grade the risk again now, as after any call that is cut off. {_AS_AGREED}"
)
_IF_NOT = f"If not, grade the risk again. {_AS_AGREED}"

LEFT = f"She used quick exit: somebody may have come. Grade the risk again now. {_AS_AGREED}"

# Her page is there, but not in front of her.
AWAY = {
    "background": (
        "Her page is in the background: her phone is locked, she is in another app, or somebody rings her. "
        "Her phone does not say which. Wait, and say nothing that others must not hear."
    ),
    "phone_call": "A telephone call is using her phone. Wait until it is over.",
}

LOST = {
    "connection_lost": f"She did not leave by herself. {_UNEXPLAINED}",
    "page_closed": f"The page was closed without quick exit. {_UNEXPLAINED}",
    "in_background": (
        "Before that her page was in the background: her phone is locked, she is in another app, or somebody "
        f"rang her. She may come back by herself within minutes. {_IF_NOT}"
    ),
    "phone_call": (
        "Before that a telephone call came in. She may come back by herself when it is over. "
        f"{_IF_NOT}"
    ),
    "battery_low": (
        "Her battery was nearly empty. Use the other way that she agreed; without one, grade the risk again. "
        f"{_AS_AGREED}"
    ),
}

REFUSED = (
    "Her phone did not let the page use the camera or the microphone. "
    "She can allow it in her browser’s settings, or write."
)
