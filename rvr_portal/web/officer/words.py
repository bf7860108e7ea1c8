"""Codes in plain words, for the console."""

from __future__ import annotations

from rvr_portal.domain.path import Path

STATES = {
    "prepared": "No link has been sent yet.",
    "sent": "The link has not been used yet.",
    "opened": "She is being asked whether it is safe to talk.",
    "unsafe": "She said that it is not safe to talk now.",
    "later": "She asked to be tried later.",
    "in_person": "An officer is to go to her in person.",
    "choosing": "She is choosing how to talk.",
    "checking": "She is checking her phone.",
    "waiting": "She is in the waiting room.",
    "in_call": "The call is on.",
    "after": "The call is over. She can read the advice.",
    "left": "She left quickly.",
    "closed": "Closed.",
    "revoked": "The link was withdrawn.",
    "expired": "The link ran out.",
    "declined": "No video call: an officer goes in person.",
}

# What she did last explains an alert best; anything else is the silent button.
ALERTS = {
    "say_unsafe": "She said that it is not safe, or that she is not sure.",
    "send_officer": "She asked for an officer to come to her.",
    "give_sign": "Her officer heard the key word, or saw the sign that was agreed.",
    "say_key_word": "Key word: she wrote the word that means “stop, it is not safe”. Her screen shows nothing.",
    "alert": "Silent alert: she pressed the alert button. Her screen shows nothing.",
}

# What to do while she hides her page, by what she chose for the call.
HIDDEN = {
    "quiet": "You do not see or hear each other until she comes back. Wait for her.",
    "sound": "She hears you, and so may they. Say nothing until she speaks to you.",
}

ANSWERS = {
    "ready": "Ready for a video call",
    "sound_only": "Ready with sound only",
    "text_only": "Can talk by written messages only",
    "call_us": "No usable connection: she was told to telephone",
}

PROBLEMS = {
    "offline": "no connection",
    "in_app_browser": "opened inside another app, not in a browser",
    "no_call": "her browser cannot make calls",
    "insecure": "her browser refuses the camera at this address",
    "phone_call": "a telephone call is using the microphone",
    "microphone_silent": "the microphone hears nothing",
    "microphone_denied": "the microphone is not allowed",
    "microphone_in_use": "another app uses the microphone",
    "microphone_missing": "no microphone was found",
    "microphone_failed": "the microphone did not start",
    "camera_denied": "the camera is not allowed",
    "camera_in_use": "another app uses the camera",
    "camera_missing": "no camera was found",
    "camera_failed": "the camera did not start",
    "no_way_through": "picture and sound do not get through the relay from where she is",
    "thin_connection": "her connection is too weak for sound",
    "poor_connection": "poor connection",
    "slow_connection": "slow connection",
    "sound_not_heard": "she did not hear the test sound",
    "battery_low": "low battery",
}

MEDIA = {"video": "Picture and sound", "sound": "Sound only", "text": "Written messages only"}

INTERPRETERS = {
    "none": "",
    "any": "Interpreter wanted",
    "woman": "Interpreter wanted: a woman",
    "man": "Interpreter wanted: a man",
}

ROLES = {"call_handler": "Call handler", "officer": "Officer", "supervisor": "Supervisor"}

ROLE_NOTES = {
    "call_handler": "makes visits and sends links",
    "officer": "also joins calls and chooses advice",
    "supervisor": "also accounts and audit",
}

REASONS = {
    "immediate_threat": "There is an immediate threat.",
    "suspect_near": "The suspect is with her or near.",
    "no_safe_place": "She is not in a safe place.",
    "no_device": "She has no device with a camera and internet.",
    "video_not_wanted": "She does not want a video call.",
    # Chosen on the page "Send an officer instead".
    "asked": "She asked for it.",
    "danger": "There is danger now.",
    "no_contact": "She cannot be reached.",
    "technical": "The call does not work.",
    "other": "Another reason.",
}
SENDING_REASONS = ("danger", "asked", "no_contact", "technical", "other")

QUESTIONS = {
    "immediate_threat": "Is there an immediate threat to anyone?",
    "suspect_near": "Is the suspect with her, near her, or likely to come back soon?",
    "safe_place": "Is she in a place where she can talk safely?",
    "has_device": "Has she a phone, tablet or computer with a camera and internet?",
    "wants_video": "Does she want a video call rather than a visit?",
}
STOPPERS = {
    "immediate_threat": "yes",
    "suspect_near": "yes",
    "safe_place": "no",
    "has_device": "no",
    "wants_video": "no",
}

CONFIDENCE = {
    "confirmed": "Seen on the service’s own page",
    "seed": "From the project’s brief",
    "general_knowledge": "General knowledge, nobody has checked it",
}

NOT_OFFERED = {
    "unknown": "It is not in the content any more.",
    "not_signed_off": "It is a draft, and this force does not show drafts.",
    "unverified": "A person must check it before anybody may see it.",
    "nothing_to_show": "Nothing of it has been checked yet.",
    "needs_private_phone": "It may be shown only on a phone that nobody else sees.",
}

LINK_REFUSED = {
    "used": "it had been used already",
    "expired": "it had run out",
    "revoked": "it had been withdrawn or replaced",
    "left": "she had left quickly",
    "no_device": "the browser keeps no cookies",
    "unknown": "it was never made",
    "open": "it was opened at another browser",
}

CHANNELS = {
    "text": "for a text message",
    "shown": "shown as QR code and address",
    "command line": "on the command line",
}

RELAYS = {
    "udp": "by relay over UDP",
    "tcp": "by relay over TCP",
    "tls": "by relay over TLS",
}


def line(path: Path) -> str:
    """What was measured of her line, as in "180 ms, 1 % lost, about 300 kbit/s, by relay over UDP"."""
    if path.relay == "failed":
        return "No way through the relay: picture and sound will not work from where she is."
    told = [
        f"{path.path_ms} ms" if path.path_ms is not None else "",
        f"{path.loss_percent} % lost" if path.loss_percent is not None else "",
        f"about {path.bitrate_up_kbps} kbit/s" if path.bitrate_up_kbps is not None else "",
        RELAYS[path.relay],
    ]
    return ", ".join(it for it in told if it)
