"""`visit create`, `visit revoke`, `visit list`, `visit show`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import click
from flask.cli import AppGroup

from rvr_portal.domain.contact import SafeContact
from rvr_portal.domain.errors import PortalError
from rvr_portal.ports import Portal
from rvr_portal.services import board, invitations
from rvr_portal.services.board import Card
from rvr_portal.services.numbers import uk_mobile
from rvr_portal.services.private import Private
from rvr_portal.settings import Settings

BY = "command line"


def commands(portal: Portal, settings: Settings) -> Sequence[click.Command]:
    """The group."""
    group = AppGroup("visit", help="Make, list, show and revoke visits.")
    group.add_command(_create(portal))
    group.add_command(_revoke(portal))
    group.add_command(_list(portal))
    group.add_command(_show(portal))
    return (group,)


def _create(portal: Portal) -> click.Command:
    @click.command("create", help="Make a visit and its link.")
    @click.option("--language", default="en", help="Code of the language that she reads.")
    @click.option("--reference", default="", help="The force's own reference.")
    @click.option("--phone", default="", help="Her number, as +44...")
    @click.option("--practice", is_flag=True, help="For training: nothing is kept.")
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    def create(language: str, reference: str, phone: str, practice: bool, as_json: bool) -> None:
        if portal.content.languages.get(language) is None:
            raise click.ClickException(f"--language {language}: no such language in languages.toml")
        number = uk_mobile(phone) if phone else None
        if phone and number is None:
            raise click.ClickException(
                f"--phone {phone}: takes a UK mobile number, as +447700900123"
            )
        private = Private(contact=SafeContact(number=number), reference=reference)
        visit = invitations.prepare(portal, private, by=BY, language=language, practice=practice)
        link = invitations.issue(portal, visit.id, by=BY, channel="command line")
        told = {"visit": visit.id, "url": link.url, "expires_at": _time(link.expires_at)}
        click.echo(
            json.dumps(told) if as_json else f"{visit.id}\n{link.url}\nuntil {told['expires_at']}"
        )

    return create


def _revoke(portal: Portal) -> click.Command:
    @click.command("revoke", help="Stop a visit's link, wherever the visit has got to.")
    @click.argument("visit")
    def revoke(visit: str) -> None:
        try:
            invitations.revoke(portal, visit, by=BY)
        except PortalError as error:
            raise click.ClickException(f"{visit}: {error.code}") from None
        click.echo(f"{visit} revoked")

    return revoke


def _list(portal: Portal) -> click.Command:
    @click.command("list", help="The visits that changed last.")
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
    def show_all(as_json: bool) -> None:
        told = [_told(card) for card in board.board(portal)]
        if as_json:
            click.echo(json.dumps(told))
        else:
            for it in told:
                click.echo(f"{it['visit']}  {it['state']:<10} {it['step']:<8} {it['changed_at']}")

    return show_all


def _show(portal: Portal) -> click.Command:
    @click.command("show", help="One visit and its journal; personal facts only at the console.")
    @click.argument("visit")
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    def show(visit: str, as_json: bool) -> None:
        try:
            told = _told(board.card(portal, visit))
        except PortalError as error:
            raise click.ClickException(f"{visit}: {error.code}") from None
        entries = [
            {"at": _time(it.at), "actor": it.actor, "act": it.act, "facts": dict(it.facts)}
            for it in board.timeline(portal, visit)
        ]
        if as_json:
            click.echo(json.dumps({**told, "journal": entries}))
            return
        for name, value in told.items():
            click.echo(f"{name}: {value}")
        for entry in entries:
            click.echo(
                f"  {entry['at']}  {entry['actor']:<14} {entry['act']}  {entry['facts'] or ''}"
            )

    return show


def _told(card: Card) -> Mapping[str, object]:
    visit = card.visit
    return {
        "visit": visit.id,
        "state": visit.state,
        "step": card.step,
        "practice": visit.practice,
        "language": visit.language,
        "created_at": _time(visit.created_at),
        "changed_at": _time(visit.changed_at),
        "connected": card.connected,
        "alert": visit.alert_at is not None,
        "expires_at": _time(card.link_until) if card.link_until else None,
    }


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
