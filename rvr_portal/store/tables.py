"""The tables, as SQLAlchemy Core sees them; migrations/ makes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC without its zone, as SQLite keeps it."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """UTC with its zone, as the domain wants it."""
        return value.replace(tzinfo=UTC) if value else None


visits = Table(
    "visits",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("language", String(16), nullable=False),
    Column("officer_id", String(16)),
    Column("key", LargeBinary),
    Column("private", LargeBinary),
    Column("needs", JSON),
    Column("readiness", JSON),
    Column("advice", JSON),
    Column("alert_at", Moment),
    Column("alert_by", String(16)),
    Column("left_at", Moment),
    Column("lost_at", Moment),
    Column("readable_until", Moment),
)

links = Table(
    "links",
    metadata,
    Column("id_hash", String(64), primary_key=True),
    Column("visit_id", ForeignKey("visits.id"), nullable=False, index=True),
    Column("issued_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("device_hash", String(64), index=True),
    Column("revoked_at", Moment),
    Column("ended_at", Moment),
)

bindings = Table(
    "bindings",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    Column("visit_id", ForeignKey("visits.id"), nullable=False, index=True),
    Column("link_hash", ForeignKey("links.id_hash"), nullable=False),
    Column("bound_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

officers = Table(
    "officers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("name", String(120), nullable=False),
    Column("collar", String(32), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Moment),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    Column("officer_id", ForeignKey("officers.id"), nullable=False, index=True),
    Column("started_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

signals = Table(
    "signals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("visit_id", ForeignKey("visits.id"), nullable=False),
    Column("to_side", String(8), nullable=False),
    Column("envelope", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("signals_by_side", "visit_id", "to_side", "number"),
    # Numbers must never be given again: a page asks for "after number n".
    sqlite_autoincrement=True,
)

guests = Table(
    "guests",
    metadata,
    Column("id_hash", String(64), primary_key=True),
    Column("visit_id", ForeignKey("visits.id"), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("invited_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("device_hash", String(64), index=True),
    Column("let_in_at", Moment),
    Column("ended_at", Moment),
    Column("ended", String(16)),
)

messages = Table(
    "messages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("visit_id", ForeignKey("visits.id"), nullable=False, index=True),
    Column("side", String(8), nullable=False),
    Column("client_id", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("visit_id", "side", "client_id"),
    sqlite_autoincrement=True,
)

journal = Table(
    "journal",
    metadata,
    Column("chain", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(24), nullable=False),
    Column("act", String(48), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# A chain alone does not show that its end was cut off: its length and head stand here too.
journal_heads = Table(
    "journal_heads",
    metadata,
    Column("chain", String(16), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)
