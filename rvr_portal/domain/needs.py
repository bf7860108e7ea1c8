"""How she wants to talk; nothing is required."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from rvr_portal.domain.chat import JOINERS

INTERPRETERS = ("none", "any", "woman", "man")
MEDIA = ("video", "sound", "text")
# If the call drops: the first is what happens where she did not say, and the quietest.
FALLBACKS = ("wait", "write", "ring", "visit")
# While she hides her page in the call: all of it silent, or the sound goes on. The first where she did not say.
WHILE_HIDDEN = ("quiet", "sound")
MAX_NAME = 60


@dataclass(frozen=True)
class Needs:
    """Her choices; `speaks` and `reads` are language codes, "" where she did not say."""

    reads: str = ""
    speaks: str = ""
    interpreter: str = "none"
    bsl: bool = False
    captions: bool = False
    companion: bool = False
    media: str = "video"
    fallback: str = "wait"
    while_hidden: str = "quiet"

    @property
    def by_letter(self) -> bool:
        """Whether writing is how she talks: then each letter is shown as it comes, as in real-time text."""
        return self.bsl or self.captions or self.media == "text"

    def as_mapping(self) -> Mapping[str, object]:
        """Plain values, to be stored: choices only, nothing that names her."""
        return asdict(self)


def from_form(form: Mapping[str, str], languages: Collection[str]) -> Needs:
    """Her choices from a form; an answer that does not exist counts as not given."""
    return Needs(
        reads=_one_of(form.get("reads"), languages, ""),
        speaks=_one_of(form.get("speaks"), languages, ""),
        interpreter=_one_of(form.get("interpreter"), INTERPRETERS, "none"),
        bsl=form.get("bsl") == "yes",
        captions=form.get("captions") == "yes",
        companion=form.get("companion") == "yes",
        media=_one_of(form.get("media"), MEDIA, "video"),
        fallback=_one_of(form.get("fallback"), FALLBACKS, "wait"),
        while_hidden=_one_of(form.get("while_hidden"), WHILE_HIDDEN, "quiet"),
    )


def from_mapping(stored: Mapping[str, object] | None) -> Needs:
    """What was stored, or the defaults."""
    return Needs(**stored) if stored else Needs()  # type: ignore[arg-type]


def name_to_use(text: str) -> str:
    """What to call her: one line, no control characters, at most 60 characters."""
    kept = "".join(c if c.isprintable() or c in JOINERS else " " for c in text)
    return " ".join(kept.split())[:MAX_NAME]


def _one_of(value: str | None, known: Collection[str], otherwise: str) -> str:
    return value if value in known and value is not None else otherwise
