"""A call in a provider's own page: which join addresses a force trusts, and nothing that only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rvr_portal.domain.errors import AddressRefused
from rvr_portal.domain.visit import Visit

LONGEST = 2000
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# A top name begins with a letter, so that no number, however it is written, is a host here.
_HOST = rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?"
_RULE = re.compile(rf"(?:\*\.)?{_HOST}")
# Names that never belong to one provider alone, or lead into the force's own network.
_NO_PROVIDER = {"localhost", "local", "internal", "arpa", "onion", "test", "invalid"}
# The characters of RFC 3986 but `@`; where no port, name or password can stand, nothing is left to misread.
_ADDRESS = re.compile(
    rf"(?i:https)://(?P<host>(?i:{_HOST}))(?P<rest>(?:[/?#](?:[\w.~:/?\[\]!$&'()*+,;=-]|%[0-9A-Fa-f]{{2}}|#)*)?)",
    re.ASCII,
)


@dataclass(frozen=True)
class Provider:
    """A video system that the force has already: its name, and the hosts of its join addresses."""

    name: str
    hosts: tuple[str, ...]


@dataclass(frozen=True)
class JoinAddress:
    """A join address of a provider; `rule` is the host as the force lists it, fit for the journal."""

    url: str
    provider: str
    rule: str


def elsewhere(providers: Sequence[Provider], visit: Visit) -> bool:
    """Whether this visit's call is in a provider's page; practice never is."""
    return bool(providers) and not visit.practice


def is_rule(text: str) -> bool:
    """Whether a force may list this: a host in small letters, or `*.` and one, for all names below it."""
    bare = text.removeprefix("*.")
    fits = _RULE.fullmatch(text) is not None and len(bare) <= 253
    return fits and bare.rsplit(".", 1)[1] not in _NO_PROVIDER


def checked(told: str, providers: Sequence[Provider]) -> JoinAddress:
    """The join address that was pasted, or AddressRefused, which does not repeat it."""
    text = told.strip()
    found = _ADDRESS.fullmatch(text)
    if found is None or len(text) > LONGEST or found["rest"].count("#") > 1:
        raise AddressRefused
    host = found["host"].lower()
    for provider in providers:
        for rule in provider.hosts:
            if _covers(rule, host):
                return JoinAddress(f"https://{host}{found['rest']}", provider.name, rule)
    raise AddressRefused


def _covers(rule: str, host: str) -> bool:
    if rule.startswith("*."):
        return host.endswith(rule[1:])
    return host == rule
