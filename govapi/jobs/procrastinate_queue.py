"""The worker's side of the queue on PostgreSQL: procrastinate wakes it as soon as the transaction that queued a job has committed.

What is to be done lies in ``jobs``, behind the wall between towns; procrastinate carries a town's code and a job's id.
"""

import asyncio
from datetime import timedelta
from uuid import UUID

from procrastinate import App, PsycopgConnector
from procrastinate.jobs import Status

from govapi.jobs.deferring import RUN
from govapi.jobs.runner import run_job
from govapi.jobs.schedule import tend
from govapi.jobs.tasks import JobRuntime

TEND = "govapi.tend"
OVERDUE = timedelta(minutes=1)


def worker_app(runtime: JobRuntime, url: str) -> App:
    """The worker's side. Every minute one worker tends what was left behind: daily jobs, jobs of workers that were killed."""
    address = url.replace("postgresql+psycopg://", "postgresql://", 1)
    app = App(connector=PsycopgConnector(conninfo=address))

    @app.task(name=RUN)
    def run(municipality_code: str, job_id: str) -> None:
        run_job(runtime, municipality_code, UUID(job_id))

    @app.periodic(cron="* * * * *")
    @app.task(name=TEND, queueing_lock=TEND, lock=TEND)
    async def tend_all(timestamp: int) -> None:
        for stalled in await app.job_manager.get_stalled_jobs():
            await app.job_manager.finish_job(job=stalled, status=Status.FAILED, delete_job=True)
        await asyncio.to_thread(tend, runtime, overdue_by=OVERDUE)

    return app


def work(runtime: JobRuntime, url: str, *, concurrency: int = 4, wait: bool = True) -> None:
    """Runs jobs until the process is told to stop (SIGINT, SIGTERM), or until none is left when ``wait`` is false."""
    worker_app(runtime, url).run_worker(
        concurrency=concurrency, wait=wait, delete_jobs="always", shutdown_graceful_timeout=30, install_signal_handlers=wait
    )
