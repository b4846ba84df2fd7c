"""Engines: SQLite with WAL and immediate write transactions, or PostgreSQL through psycopg 3."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 10


def make_engine(url: str) -> Engine:
    """An engine for ``sqlite:///…`` or ``postgresql://…`` (psycopg is chosen when no driver is named)."""
    if url.startswith("sqlite"):
        return _sqlite(url)
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    return create_engine(
        url,
        pool_size=20,
        max_overflow=20,
        pool_pre_ping=False,
        pool_recycle=1800,
        hide_parameters=True,  # a fault goes into the log, what people wrote does not
        connect_args={"options": "-c statement_timeout=30000 -c lock_timeout=8000 -c timezone=UTC", "prepare_threshold": 3},
    )


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=20,
        max_overflow=20,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that will write takes the write lock at once: an upgrade from a read lock can only fail.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine
