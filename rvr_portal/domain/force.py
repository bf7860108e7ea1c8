"""One police force's content: its name, its first choices and its policy on drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rvr_portal.domain.external import Provider
from rvr_portal.domain.words import Words


@dataclass(frozen=True)
class Force:
    """What one force brings; `title` is the neutral title of every victim page."""

    id: str
    name: Words
    title: Words
    exit_url: str
    nation: str
    areas: tuple[str, ...]
    show_drafts: bool
    always_contacts: tuple[str, ...]
    always_topics: tuple[str, ...]
    suggested_contacts: tuple[str, ...] = ()
    suggested_topics: tuple[str, ...] = ()
    variants: Mapping[str, str] = field(default_factory=dict)
    providers: tuple[Provider, ...] = ()
    sender: str = ""
