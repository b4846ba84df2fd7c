"""The queue on a real PostgreSQL: woken by the transaction that queued, run once by several worker processes, safe from kill -9."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from govapi.db.counters import next_number
from govapi.edge.transaction import writing
from govapi.jobs.port import enqueue
from govapi.jobs.procrastinate_queue import work
from govapi.jobs.runner import pause
from govapi.kit.clock import Clock
from tests.jobs.support import Hands, jobs, queue, runtime
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, MIHON, found

PATIENCE = 60

pytestmark = pytest.mark.parametrize("fresh_database", ["postgres"], indirect=True)  # SQLite has its embedded worker


@pytest.fixture
def postgres(fresh_database: TestDatabase) -> TestDatabase:
    """A fresh PostgreSQL with two towns."""
    found(fresh_database.database)
    return fresh_database


def woken(database: TestDatabase) -> int:
    """How many calls wait in procrastinate's own table."""
    with database.engine.connect() as connection:
        waiting = connection.execute(text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'govapi.run_job'"))
        return int(waiting.scalar_one())


def marks(database: TestDatabase) -> int:
    """How often the task ``mark`` has come to its end."""
    session = database.database.session(KAKU, writes=True)
    try:
        return next_number(session, "mark") - 1
    finally:
        session.close()


def until(condition: Callable[[], bool]) -> None:
    """Waits for it; fails after PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.1)


@contextmanager
def worker(database: TestDatabase, pause_seconds: float = 0, lease_seconds: float = 300) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker in a process of its own, killed outright at the end."""
    arguments = [database.url, str(pause_seconds), str(lease_seconds)]
    process = subprocess.Popen([sys.executable, "-m", "tests.jobs.worker", *arguments], env={**os.environ})
    try:
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE)


def test_a_worker_is_woken_exactly_when_the_transaction_commits(postgres: TestDatabase) -> None:
    rt = runtime(postgres.database, {})
    with pytest.raises(RuntimeError), writing(rt.database, KAKU, Clock()) as session:
        enqueue(session, "mark", {})
        raise RuntimeError
    assert (woken(postgres), jobs(rt)) == (0, [])
    queue(rt, "mark")
    assert (woken(postgres), len(jobs(rt))) == (1, 1)


def test_the_call_carries_a_towns_code_and_an_id_only(postgres: TestDatabase) -> None:
    job_id = queue(runtime(postgres.database, {}), "mark", name="架空 太郎")
    with postgres.engine.connect() as connection:
        args = connection.execute(text("SELECT args FROM procrastinate_jobs")).scalars().all()
    assert args == [{"municipality_code": KAKU, "job_id": str(job_id)}]


def test_it_runs_in_its_own_town_and_leaves_nothing_behind(postgres: TestDatabase) -> None:
    ran: list[str] = []
    rt = runtime(postgres.database, {"look": lambda context: ran.append(context.municipality_code)})
    queue(rt, "look", code=MIHON)
    work(rt, postgres.url, wait=False)
    assert ran == [MIHON]
    assert [job.status for job in jobs(rt, MIHON)] == ["done"]
    assert woken(postgres) == 0


def test_after_a_fault_it_is_called_again_at_its_time(postgres: TestDatabase) -> None:
    hands = Hands(Clock().now())

    def stumble(_context: object) -> None:
        raise ValueError

    rt = runtime(postgres.database, {"stumble": stumble}, hands)
    queue(rt, "stumble")
    work(rt, postgres.url, wait=False)
    with postgres.engine.connect() as connection:
        statement = "SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = 'govapi.run_job'"
        called_at = connection.execute(text(statement)).scalars().all()
    assert called_at == [hands.now + pause(1)]


def test_two_worker_processes_do_each_job_once(postgres: TestDatabase) -> None:
    rt = runtime(postgres.database, {})
    for _ in range(40):
        queue(rt, "mark")
    with worker(postgres), worker(postgres):
        until(lambda: all(job.status == "done" for job in jobs(rt)))
    assert marks(postgres) == 40
    assert {job.attempts for job in jobs(rt)} == {1}


def test_a_job_whose_worker_is_killed_is_done_by_another(postgres: TestDatabase) -> None:
    rt = runtime(postgres.database, {})
    queue(rt, "mark")
    with worker(postgres, pause_seconds=PATIENCE, lease_seconds=1) as first:
        until(lambda: jobs(rt)[0].status == "running")
        first.send_signal(signal.SIGKILL)
        first.wait(PATIENCE)
    assert (jobs(rt)[0].status, marks(postgres)) == ("running", 0)
    with worker(postgres):
        until(lambda: jobs(rt)[0].status == "done")
    assert (jobs(rt)[0].attempts, marks(postgres)) == (2, 1)
