"""Running one job: taken by one worker at a time, tried again after a fault, done once."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

from govapi.db.session import owned
from govapi.jobs.port import wake
from govapi.jobs.tables import Job
from govapi.jobs.tasks import JobRuntime, LeaseLostError, TaskContext
from govapi.kit.errors import Refusal

log = structlog.get_logger("govapi.jobs")


def due(now: datetime) -> ColumnElement[bool]:
    """Jobs that may be taken at ``now``: waiting and ripe, or held by a worker that has fallen silent."""
    return or_(
        and_(col(Job.status) == "waiting", col(Job.run_at) <= now),
        and_(col(Job.status) == "running", col(Job.leased_until) < now),
    )


def pause(attempt: int) -> timedelta:
    """How long to wait after the given failed attempt (30 s, 2 min, 8 min, 32 min …)."""
    return timedelta(seconds=30 * int(4 ** (attempt - 1)))


def run_job(runtime: JobRuntime, municipality_code: str, job_id: UUID) -> bool:
    """Runs the job if it is due and nobody else has it. Returns whether it was run here, well or not."""
    context = _claim(runtime, municipality_code, job_id)
    if context is None:
        return False
    try:
        runtime.tasks[context.task](context.run)
        if not context.run.finished:
            with context.run.finishing():
                pass
    except LeaseLostError:
        log.warning("job overtaken", task=context.task, job=str(job_id))
    except Exception as fault:  # whatever a task raises is its job's fault, not the worker's
        _fail(context, fault)
    return True


class _Claim:
    """A job this worker has taken."""

    def __init__(self, task: str, run: TaskContext) -> None:
        self.task = task
        self.run = run


def _claim(runtime: JobRuntime, municipality_code: str, job_id: UUID) -> _Claim | None:
    now = runtime.clock.now()
    with runtime.writing(runtime.database, municipality_code, runtime.clock) as session:
        statement = owned(session, Job).where(col(Job.id) == job_id, due(now)).with_for_update(skip_locked=True)
        job = session.exec(statement).first()
        if job is None:
            return None
        if job.task not in runtime.tasks or job.attempts >= runtime.max_attempts:
            job.status, job.leased_until, job.finished_at = "failed", None, now
            job.error = job.error or ("interrupted" if job.task in runtime.tasks else "unknown task")
            return None
        job.status, job.attempts, job.leased_until = "running", job.attempts + 1, now + runtime.lease
        run = TaskContext(runtime, municipality_code, job.id, dict(job.args), job.attempts)
        run.result.update(job.result or {})
        return _Claim(job.task, run)


def _fail(claim: _Claim, fault: Exception) -> None:
    run, runtime = claim.run, claim.run.runtime
    log.error("job failed", task=claim.task, job=str(run.job_id), attempt=run.attempt, kind=type(fault).__name__, exc_info=fault)
    with runtime.writing(runtime.database, run.municipality_code, runtime.clock) as session:
        statement = owned(session, Job).where(col(Job.id) == run.job_id, col(Job.status) == "running")
        job = session.exec(statement.where(col(Job.attempts) == run.attempt).with_for_update()).first()
        if job is None:
            return
        job.error, job.leased_until = _words(fault), None
        if run.attempt >= runtime.max_attempts:
            job.status, job.finished_at = "failed", runtime.clock.now()
            return
        job.status, job.run_at = "waiting", runtime.clock.now() + pause(run.attempt)
        session.flush()
        wake(session, job)


def _words(fault: Exception) -> str:
    # The kind of the fault only: the sentence of an exception may hold names of people.
    return f"{type(fault).__name__}: {fault.code}" if isinstance(fault, Refusal) else type(fault).__name__
