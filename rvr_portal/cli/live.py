"""`check`: what of the configuration is unsafe or missing for live use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import click

from rvr_portal.ports import Portal
from rvr_portal.services import board
from rvr_portal.settings import Settings

_SHORTEST = 32
_TLS_443 = re.compile(r"turns:[^?]+:443(\?transport=tcp)?")
_UDP = re.compile(r"turn:[^?]+(\?transport=udp)?")
# A force's own choice, and no fault: said each time, so that nobody forgets what it costs.
_ELSEWHERE = (
    "RVR_VIDEO: is external, quick exit does not work in the provider's page, which learns her "
    "address, may record, and stays in her browser's history"
)


def commands(portal: Portal, settings: Settings) -> Sequence[click.Command]:
    """The command."""

    @click.command(
        "check", help="Say what is unsafe or missing for live use; exit 1 where something is."
    )
    def check() -> None:
        if portal.providers:
            click.echo(_ELSEWHERE)
        found = list(_faults(portal, settings))
        for fault in found:
            click.echo(fault)
        if found:
            raise SystemExit(1)
        click.echo("Nothing is missing for live use.")

    return (check,)


def _faults(portal: Portal, settings: Settings) -> Iterator[str]:
    wrong = {
        "RVR_SECRET_KEYS: not set, a key made for demonstration is in use": not settings.secret_keys,
        "RVR_PUBLIC_URL: does not begin with https://, so cookies are not protected": not settings.secure,
        f"RVR_SMS: is {settings.sms}, no text message is really sent": settings.sms != "notify",
        "RVR_SECURITY_CONTACT: not set, nobody can tell you of a weakness (security.txt)": (
            not settings.security_contact
        ),
        "RVR_PSEUDO_LANGUAGES: is 1, made-up languages are offered": settings.pseudo_languages,
        "RVR_DATABASE_URL: the schema is not the newest, run `flask --app app db upgrade`": (
            not board.ready(portal)
        ),
    }
    yield from (fault for fault, true in wrong.items() if true)
    if not portal.providers:
        yield from _relays(settings)
    yield from _content(portal)


def _relays(settings: Settings) -> Iterator[str]:
    urls, secret = settings.turn_urls, settings.turn_secret
    if not urls:
        yield "RVR_TURN_URLS: not set, calls work on few networks and show each side the other's address"
    elif not any(map(_TLS_443.fullmatch, urls)):
        yield "RVR_TURN_URLS: has no turns: address on port 443, the only way out of some networks"
    elif not any(map(_UDP.fullmatch, urls)):
        yield "RVR_TURN_URLS: has no turn: address over UDP, and calls stall where packets are lost"
    if secret and len(secret) < _SHORTEST:
        yield f"RVR_TURN_SECRET: is shorter than {_SHORTEST} characters"
    if settings.ice_policy != "relay":
        yield "RVR_ICE_POLICY: is all, each side can learn the other's address"


def _content(portal: Portal) -> Iterator[str]:
    content, drafts = portal.content, portal.content.drafts()
    if content.force.show_drafts and (drafts.contacts or drafts.topics):
        yield (
            f"RVR_FORCE={content.force.id}: {len(drafts.contacts)} contacts and {len(drafts.topics)} "
            "topics are shown though nobody has signed them off: set show_drafts = false in force.toml"
        )
    if drafts.languages:
        yield f"RVR_FORCE={content.force.id}: nobody has reviewed the translations {', '.join(drafts.languages)}"
