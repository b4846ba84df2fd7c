"""Waking a worker on PostgreSQL: a line for procrastinate, written in the transaction that queued the job."""

from datetime import datetime
from uuid import UUID

from procrastinate import App, SyncPsycopgConnector
from sqlmodel import Session

RUN = "govapi.run_job"

# Never opened: it only knows how to write a job on a connection handed in.
_deferring = App(connector=SyncPsycopgConnector())


def defer(session: Session, municipality_code: str, job_id: UUID, run_at: datetime) -> None:
    """Wakes a worker at ``run_at``, in the session's own transaction."""
    connection = session.connection().connection.driver_connection
    task = _deferring.configure_task(RUN, schedule_at=run_at, connection=connection)
    task.defer(municipality_code=municipality_code, job_id=str(job_id))
