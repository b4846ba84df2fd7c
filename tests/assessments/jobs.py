"""A job's part run as a worker runs it."""

from collections.abc import Callable
from dataclasses import replace

from govapi.cli.parts import job_runtime
from govapi.edge.transaction import writing
from govapi.jobs.port import enqueue
from govapi.jobs.runner import run_job
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
