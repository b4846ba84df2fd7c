"""The daily tidying of what the doors keep, as a job: expired web sessions, answers nobody will ask for again, old jobs."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from govapi.db.base import TenantRow
from govapi.db.session import owned
from govapi.edge.tables import RememberedAnswer, WebSession
from govapi.jobs.tables import Job
from govapi.jobs.tasks import TaskContext

ANSWERS_KEPT = timedelta(days=7)
JOBS_KEPT = timedelta(days=30)
BATCH = 500

Row = TypeVar("Row", bound=TenantRow)


def housekeeping(context: TaskContext) -> None:
    """The task ``housekeeping``."""
    now = context.clock.now()
    _drain(context, lambda session: owned(session, WebSession).where(col(WebSession.expires_at) < now))
    _drain(context, lambda session: owned(session, RememberedAnswer).where(col(RememberedAnswer.created_at) < now - ANSWERS_KEPT))
    _drain(context, lambda session: owned(session, Job).where(col(Job.finished_at) < now - JOBS_KEPT))


def _drain(context: TaskContext, chosen: Callable[[Session], SelectOfScalar[Row]]) -> None:
    """Deletes the chosen rows in small transactions, so that nobody waits long."""
    while True:
        with context.writing() as session:
            rows = session.exec(chosen(session).limit(BATCH)).all()
            for row in rows:
                session.delete(row)
        if len(rows) < BATCH:
            return
