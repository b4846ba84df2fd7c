"""What the calendar asks for, and what nobody has taken up: tended in every town, by as many processes as like to."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

import structlog
from sqlmodel import col

from govapi.db.session import owned_columns
from govapi.db.towns import town_codes
from govapi.jobs.port import enqueue
from govapi.jobs.runner import due, run_job
from govapi.jobs.tables import Job
from govapi.jobs.tasks import JobRuntime
from govapi.kit.clock import JST
from govapi.kit.errors import Conflict

BATCH = 100

log = structlog.get_logger("govapi.jobs")


def daily_key(task: str, runtime: JobRuntime) -> str:
    """The key that lets many processes queue today's run once: ``housekeeping 2026-11-23``."""
    return f"{task} {runtime.clock.today().isoformat()}"


def tend(runtime: JobRuntime, *, overdue_by: timedelta = timedelta()) -> int:
    """Queues today's daily jobs, then runs what is due (or overdue by so much) in every town. Returns how many ran here.

    One town's fault never keeps the next from its turn.
    """
    ran = 0
    for code in town_codes(runtime.database):
        try:
            queue_daily(runtime, code)
            ran += sum(run_job(runtime, code, job_id) for job_id in _due_ids(runtime, code, overdue_by))
        except Exception as fault:  # the loop must live on; the next round tries again
            log.error("tending failed", kind=type(fault).__name__, exc_info=fault)
    return ran


def queue_daily(runtime: JobRuntime, municipality_code: str) -> None:
    """Queues the town's daily jobs of today, each once whoever comes first."""
    missing = _not_queued(runtime, municipality_code)
    for task in missing:
        try:
            with runtime.writing(runtime.database, municipality_code, runtime.clock) as session:
                enqueue(session, task, {}, run_at=_begins(runtime, task), key=daily_key(task, runtime))
        except Conflict:
            log.debug("queued elsewhere", task=task)


def _begins(runtime: JobRuntime, task: str) -> datetime:
    """Today at the hour of the task; now, where that has passed."""
    now = runtime.clock.now()
    hour = datetime.combine(runtime.clock.today(), time(runtime.hours.get(task, 0)), JST)
    return max(now, hour.astimezone(now.tzinfo))


def _not_queued(runtime: JobRuntime, municipality_code: str) -> list[str]:
    wanted = {daily_key(task, runtime): task for task in runtime.daily}
    if not wanted:
        return []
    with runtime.reading(runtime.database, municipality_code) as session:
        queued = session.execute(owned_columns(session, Job, col(Job.key)).where(col(Job.key).in_(wanted))).scalars().all()
    return [task for key, task in wanted.items() if key not in queued]


def _due_ids(runtime: JobRuntime, municipality_code: str, overdue_by: timedelta) -> Iterator[UUID]:
    with runtime.reading(runtime.database, municipality_code) as session:
        statement = owned_columns(session, Job, col(Job.id)).where(due(runtime.clock.now() - overdue_by))
        found = session.execute(statement.order_by(col(Job.run_at)).limit(BATCH)).scalars().all()
    yield from found
