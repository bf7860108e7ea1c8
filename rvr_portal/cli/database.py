"""`db upgrade`, `journal verify`, `keys rotate`, `purge`."""

from __future__ import annotations

from collections.abc import Sequence

import click
from flask.cli import AppGroup

from rvr_portal.ports import Portal
from rvr_portal.services import board, housekeeping
from rvr_portal.settings import Settings


def commands(portal: Portal, settings: Settings) -> Sequence[click.Command]:
    """The groups."""
    db = AppGroup("db", help="The database's schema.")
    journal = AppGroup("journal", help="The hash-chained record.")
    keys = AppGroup("keys", help="The keys of RVR_SECRET_KEYS.")

    @db.command("upgrade", help="Bring the database to the newest schema.")
    def upgrade() -> None:
        portal.store.upgrade()
        click.echo("The database has the newest schema.")

    @journal.command(
        "verify", help="Check every hash chain; exit 1 and the first broken entry where one fails."
    )
    def verify() -> None:
        broken = board.broken(portal)
        if broken:
            click.echo(f"broken: {broken}")
            raise SystemExit(1)
        click.echo("Every chain is whole.")

    @keys.command("rotate", help="Wrap every visit's key with the newest key.")
    def rotate() -> None:
        click.echo(f"{housekeeping.rotate(portal)} visits moved to the newest key.")

    @click.command("purge", help="Remove what has passed its retention time; the journal stays.")
    @click.option("--dry-run", is_flag=True, help="Only say what would go.")
    def purge(dry_run: bool) -> None:
        for visit in housekeeping.purge(portal, dry_run=dry_run):
            click.echo(f"{visit.id} {'would go' if dry_run else 'purged'}")

    return (db, journal, keys, purge)
