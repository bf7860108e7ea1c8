"""Safe contact and sending, in plain words."""

from __future__ import annotations

WORDINGS = {
    "link_plain": "Video appointment, with the time at which the link stops",
    "link_short": "Shortest: the link and the time",
    "link_new": "Says that it replaces an earlier link",
}

FAULTS = {
    "not_one_link": "It does not hold exactly one link.",
    "link_first_or_last": "The link stands first or last.",
    "forbidden_word": "It holds a word that would give her away.",
    "names_force": "It names the force.",
    "shortener": "The link is a shortened one, which nobody trusts.",
    "two_parts": "It takes two parts, and one that comes late breaks the link.",
}

CONTACT_REFUSED = {
    "practice": "Practice sends no text messages.",
    "no_number": "There is no number to text.",
    "text_not_agreed": "She has not said that a text is safe.",
    "ring_not_agreed": "She has not said that a call is safe.",
    "not_yet_safe": "The time from which a text is safe has not come.",
    "no_longer_safe": "The time until which a text was safe has passed. Ask her again.",
    "ask_again": "She left, was lost or said that it is not safe. Ask her again, by a way that she agreed: "
    "is it still safe? Then keep what was agreed.",
    "text_faulty": "Something in the text would give her away, or break the link.",
}

TEXT_FAILED = {
    "sms_refused": "The text message was refused: nobody has the link that was made for it. "
    "Show the link instead.",
    "sms_unavailable": "The text message could not be sent just now. If it arrives after all, "
    "its link works. Try again, or show the link instead.",
}

AGREED = {"safe": "a text is safe", "not_safe": "no text"}

RING = {
    True: "She agreed that you may ring it now.",
    False: "Do not ring it: she has not agreed, or not for now.",
}

# Why a supervisor sets aside what was agreed.
OVERRIDES = {
    "danger": "There is danger to life, and no other way to reach her.",
    "asked_otherwise": "She asked for it herself by another way, and it is surely her.",
    "agency": "Another service that is with her asked for it.",
}
