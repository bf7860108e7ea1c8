"""Rows and domain objects: SQLAlchemy Core for SQLite and PostgreSQL."""
