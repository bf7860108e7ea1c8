"""What the console says of a call: the line, the way down, the end."""

from __future__ import annotations

# What the pages measure of the line; the call page says no more of it.
LINES = {
    "good": "The line is good.",
    "thin": "The line is thin: sound comes first, the picture is small or off.",
    "breaking": "Sound is breaking up: say less at once, and write to her.",
}

# The way down in one sentence.
RUNGS = {
    "picture": "picture and sound",
    "small_picture": "a smaller picture",
    "sound": "sound only",
    "writing": "written messages on this page",
    "ring": "the telephone, as she agreed",
    "visit": "an officer who goes to her, as she asked",
}

BELOW = {
    "small_picture": "If it gets worse, the picture gets smaller.",
    "sound": "If it gets worse, only the sound stays.",
    "writing": "If it gets worse, write to her.",
    "ring": "If it gets worse, telephone her, as she agreed.",
    "visit": "If it gets worse, send an officer, as she asked.",
}

FALLBACKS = {
    "wait": "She asked for nothing more than to keep trying.",
    "write": "She wants to write on this page.",
    "ring": "She agreed to be telephoned.",
    "visit": "She asked that an officer comes to her.",
}

GUESTS = {
    "interpreter": "interpreter",
    "signer": "sign language interpreter",
    "supporter": "supporter",
}

# What each role sends and gets, before a link is made.
GUEST_ROLES = {
    "interpreter": "Interpreter: sound only",
    "signer": "Sign language interpreter: sees her, and is her large picture",
    "supporter": "Supporter: hears and sees her, is seen by you only",
}

GUEST_STANDINGS = {
    "invited": "the link has not been used yet.",
    "expired": "the link ran out.",
    "waiting": "waits to be let in. She has been told.",
    "in_call": "is in the call.",
    "left": "has left.",
    "removed": "was sent away.",
    "unwanted": "she said no.",
}

ENDINGS = {
    "hung_up": "hung up",
    "left_quickly": "she left quickly",
    "not_safe": "she said that it is not safe",
    "officer_instead": "an officer goes to her instead",
    "revoked": "the link was withdrawn",
    "expired": "the link ran out",
    "connection_lost": "her connection was lost for good",
    "page_closed": "her page was closed",
    "in_background": "her page went into the background and fell silent",
    "phone_call": "a telephone call came in, and her page fell silent",
    "battery_low": "her battery was nearly empty, and her page fell silent",
}
