"""The bare route: the token checked by the same verifier, then the statements of a real request through psycopg alone.

The real request is recorded as it is sent to the driver. A write is recorded in a transaction that is rolled back, so that its
bare replay, which commits, finds the database as the real one did.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from psycopg_pool import ConnectionPool
from sqlalchemy import event

from govapi.db.session import Database, TenantSession
from govapi.edge.oidc import TokenVerifier

POOL = 20  # as in govapi.db.engine
OPTIONS = "-c statement_timeout=30000 -c lock_timeout=8000 -c timezone=UTC"


@dataclass(frozen=True)
class Statement:
    """One call of the driver's cursor."""

    sql: str
    values: Any
    many: bool


@dataclass
class Recording:
    """What a real request asked of the database, and what it answered."""

    writes: bool = False
    statements: list[Statement] = field(default_factory=list)
    body: bytes = b""
    status: int = 200
    etag: str = ""


class RecordingDatabase(Database):
    """The real database; while ``recording`` is set, statements are noted and writes are undone."""

    recording: Recording | None = None

    def listen(self) -> None:
        event.listen(self.engine, "before_cursor_execute", self._note)

    def record(self, recording: Recording | None) -> None:
        object.__setattr__(self, "recording", recording)

    def session(self, municipality_code: str, *, writes: bool) -> TenantSession:
        if self.recording is not None:
            self.recording.writes = writes
        session = super().session(municipality_code, writes=writes)
        if self.recording is not None and writes:
            session.commit = lambda: _undo(session)  # type: ignore[method-assign]  # this one session only
        return session

    def _note(self, _connection: object, _cursor: object, sql: str, values: Any, _context: object, many: bool) -> None:
        if self.recording is not None:
            self.recording.statements.append(Statement(sql, values, many))


def _undo(session: TenantSession) -> None:
    session.flush()
    session.rollback()


class Bare:
    """Replays recordings."""

    def __init__(self, url: str, tokens: TokenVerifier) -> None:
        self.tokens = tokens
        self.pool = ConnectionPool(url, min_size=1, max_size=POOL, kwargs={"options": OPTIONS, "prepare_threshold": 3}, open=True)

    def answer(self, authorization: str, recording: Recording) -> bytes:
        """The bytes the real request answered with, after the same work of the database."""
        self.tokens.verify(authorization.partition(" ")[2])
        with self._transaction(recording.writes) as cursor:
            for statement in recording.statements:
                if statement.many:
                    cursor.executemany(statement.sql, statement.values)
                else:
                    cursor.execute(statement.sql, statement.values)
                if cursor.description is not None:
                    cursor.fetchall()
        return recording.body

    @contextmanager
    def _transaction(self, writes: bool) -> Iterator[Any]:
        connection = self.pool.getconn()
        try:
            if connection.read_only == writes or connection.read_only is None:
                connection.read_only = not writes
            with connection.cursor() as cursor:
                yield cursor
            if writes:
                connection.commit()
        finally:
            connection.rollback()
            self.pool.putconn(connection)
