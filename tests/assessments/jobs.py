"""Jobs run as a worker runs them."""

from collections.abc import Callable
from dataclasses import replace

from govapi.cli.parts import job_runtime
from govapi.db.session import owned
from govapi.edge.transaction import reading, writing
from govapi.jobs.port import enqueue
from govapi.jobs.runner import run_job
from govapi.jobs.tables import Job
from govapi.jobs.tasks import TaskContext
from tests.support.app import CODE, Office


def run(office: Office, part: Callable[[TaskContext], int]) -> int:
    """What the part returns; it must not fail."""
    found: list[int] = []
    runtime = replace(
        job_runtime(office.database, office.parts.files, office.clock),
        tasks={"part": lambda context: found.append(part(context))},
    )
    with writing(office.database, CODE, office.clock) as session:
        job = enqueue(session, "part", {}, run_at=office.clock.now())
    assert run_job(runtime, CODE, job)
    assert found, "the job failed"
    return found[0]


def work_off(office: Office, task: str) -> None:
    """Runs the queued jobs of this name, as a worker does; there must be some, and all must end well."""
    runtime = job_runtime(office.database, office.parts.files, office.clock, office.parts.settings)
    with reading(office.database, CODE) as session:
        waiting = [job.id for job in session.exec(owned(session, Job)) if job.task == task and job.status == "waiting"]
    assert waiting
    for job_id in waiting:
        assert run_job(runtime, CODE, job_id)
    with reading(office.database, CODE) as session:
        assert {job.status for job in session.exec(owned(session, Job)) if job.id in waiting} == {"done"}
