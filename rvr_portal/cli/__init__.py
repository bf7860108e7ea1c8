"""Flask's command line carries the portal's own commands: `flask --app app --help`."""

from __future__ import annotations

from flask import Flask

from rvr_portal.cli import accounts, database, demonstration, live, translations, visits
from rvr_portal.settings import Settings


def install(app: Flask, settings: Settings) -> None:
    """Offer the commands of contract.md."""
    portal = app.extensions["rvr"]
    groups = (visits, accounts, database, live, translations)
    for group in (it.commands for it in groups):
        for command in group(portal, settings):
            app.cli.add_command(command)
    app.cli.add_command(demonstration.command(portal))
