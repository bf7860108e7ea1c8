"""Third persons in a call."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "guests",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("visit_id", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("invited_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("device_hash", sa.String(length=64), nullable=True),
        sa.Column("let_in_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"]),
        sa.PrimaryKeyConstraint("id_hash"),
    )
    op.create_index("ix_guests_device_hash", "guests", ["device_hash"], unique=False)
    op.create_index("ix_guests_visit_id", "guests", ["visit_id"], unique=False)


def downgrade() -> None:
    """Remove it."""
    op.drop_table("guests")
