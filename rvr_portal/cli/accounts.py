"""`officer add`."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click
from flask.cli import AppGroup

from rvr_portal.domain.account import Role
from rvr_portal.domain.errors import AccountRefused
from rvr_portal.ports import Portal
from rvr_portal.services import sign_in
from rvr_portal.settings import Settings


def commands(portal: Portal, settings: Settings) -> Sequence[click.Command]:
    """The group."""
    group = AppGroup("officer", help="Accounts of the console.")

    @group.command(
        "add",
        with_appcontext=False,
        help="Add an account; asks for the password, or reads RVR_NEW_PASSWORD.",
    )
    @click.argument("email")
    @click.option("--role", type=click.Choice([str(role) for role in Role]), required=True)
    @click.option("--name", default="")
    @click.option("--collar", default="", help="Collar number.")
    def add(email: str, role: str, name: str, collar: str) -> None:
        password = os.environ.get("RVR_NEW_PASSWORD") or click.prompt(
            "Password", hide_input=True, confirmation_prompt=True
        )
        try:
            officer = sign_in.add_officer(
                portal, email, role, password, by="command line", name=name, collar=collar
            )
        except AccountRefused as error:
            raise click.ClickException(str(error)) from None
        click.echo(f"{officer.email} added as {officer.role}")

    return (group,)
