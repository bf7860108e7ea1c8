"""`demonstration`: what `make run` prints, an officer's sign-in and one link ready to open."""

from __future__ import annotations

import secrets
from datetime import timedelta

import click

from rvr_portal.domain.account import Role
from rvr_portal.domain.contact import SafeContact
from rvr_portal.ports import Portal
from rvr_portal.services import invitations, sign_in
from rvr_portal.services.private import Private

EMAIL = "officer@demo.example"
BY = "demonstration"


def command(portal: Portal) -> click.Command:
    """The command."""

    @click.command("demonstration", help="A demonstration officer and one link; prints both.")
    def demonstration() -> None:
        if portal.public_url.startswith("https://"):
            raise click.ClickException(
                "RVR_PUBLIC_URL is https: a demonstration account would be live"
            )
        password = _officer(portal)
        private = Private(
            contact=SafeContact(
                number="+447700900123",
                text_is_safe=True,
                safe_until=portal.now() + timedelta(hours=8),
            ),
            reference="DEMO-1",
            called="Sam",
        )
        visit = invitations.prepare(portal, private, by=BY)
        link = invitations.issue(portal, visit.id, by=BY, channel="command line")
        click.echo(
            f"\nOfficer's console:  {portal.public_url}/officer/sign-in\n"
            f"  email:            {EMAIL}\n  password:         {password}\n\n"
            f"Victim's link:      {link.url}\n"
            f"  (open it at phone size, in another browser or a private window)\n"
        )

    return demonstration


def _officer(portal: Portal) -> str:
    password = "-".join(secrets.token_hex(3) for _ in range(3))
    known = [it for it in sign_in.officers(portal) if it.email == EMAIL]
    if known:
        sign_in.change_officer(portal, known[0].id, by=BY, password=password)
    else:
        sign_in.add_officer(
            portal, EMAIL, Role.SUPERVISOR, password, by=BY, name="Alex Morgan", collar="2417"
        )
    return password
