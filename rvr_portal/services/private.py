"""Personal facts of a visit: sealed under the visit's own key, opened only for who may see them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from rvr_portal.domain.contact import SafeContact
from rvr_portal.domain.visit import Visit
from rvr_portal.ports import Portal

_MOMENTS = ("safe_from", "safe_until")


@dataclass(frozen=True)
class Private:
    """What is known of her: her number, what to call her, references, the agreed words.

    `meeting`: the join address of a call in a provider's page. `hidden`: a harmless page stands in place of hers.
    `standing`, `battery_low`, `refused`: what her page says of itself and of her phone (domain/standing.py).
    `overridden`: a supervisor's own words on why safe contact was set aside.
    """

    contact: SafeContact = field(default_factory=SafeContact)
    called: str = ""
    reference: str = ""
    later: str = ""
    where: str = ""
    meeting: str = ""
    hidden: bool = False
    standing: str = "here"
    battery_low: bool = False
    refused: bool = False
    overridden: str = ""


def read(portal: Portal, visit: Visit) -> Private:
    """The visit's personal facts; none where they have been purged."""
    if not visit.key or not visit.private:
        return Private()
    told = json.loads(portal.vault.open(visit.key, visit.private, f"private:{visit.id}"))
    contact = told.pop("contact")
    for moment in _MOMENTS:
        if contact.get(moment):
            contact[moment] = datetime.fromisoformat(contact[moment])
    return Private(contact=SafeContact(**contact), **told)


def sealed(portal: Portal, visit_id: str, key: bytes, private: Private) -> bytes:
    """The personal facts as they are stored."""
    told = asdict(private)
    for moment in _MOMENTS:
        at = told["contact"][moment]
        told["contact"][moment] = at.isoformat() if at else None
    return portal.vault.seal(key, json.dumps(told).encode(), f"private:{visit_id}")


def with_private(portal: Portal, visit: Visit, private: Private) -> Visit:
    """The visit with other personal facts; a purged visit stays as it is."""
    if not visit.key:
        return visit
    return replace(visit, private=sealed(portal, visit.id, visit.key, private))
