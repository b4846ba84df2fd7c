"""The one way to leave work behind: ``enqueue`` inside the transaction that wants it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.base import utc_now
from govapi.db.session import municipality_of, owned
from govapi.jobs.tables import Job


def enqueue(
    session: Session, task: str, args: Mapping[str, Any], *, run_at: datetime | None = None, key: str | None = None
) -> UUID:
    """Queues ``task`` for this town; with a ``key`` already queued, does nothing. Returns the job's id.

    On PostgreSQL procrastinate is woken on the same connection, hence in the same transaction.
    """
    if key is not None:
        existing = session.exec(owned(session, Job).where(col(Job.key) == key)).first()
        if existing is not None:
            return existing.id
    job = Job(task=task, args=dict(args), key=key, run_at=run_at or utc_now())
    session.add(job)
    session.flush()
    wake(session, job)
    return job.id


def wake(session: Session, job: Job) -> None:
    """Has a worker look at the job when it is due. On SQLite the embedded worker looks by itself."""
    if session.get_bind().dialect.name == "postgresql":
        # Imported here because procrastinate belongs to the optional [postgres] set.
        from govapi.jobs.deferring import defer  # noqa: PLC0415

        defer(session, municipality_of(session), job.id, job.run_at)
