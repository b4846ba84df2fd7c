"""One job: done once, by one worker at a time, tried again after a fault or when its worker falls silent."""

import threading
from datetime import timedelta

import pytest
from sqlmodel import Session

from govapi.db.counters import next_number
from govapi.edge.transaction import reading, writing
from govapi.jobs.port import enqueue
from govapi.jobs.runner import pause, run_job
from govapi.jobs.schedule import tend
from govapi.jobs.tasks import TaskContext
from govapi.kit.clock import Clock
from govapi.kit.errors import Unavailable
from tests.jobs.support import Hands, jobs, queue, runtime
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, MIHON, found


def count(session: Session) -> int:
    """How often a task has left its mark, by asking for the number after it."""
    return next_number(session, "mark") - 1


def mark(context: TaskContext) -> None:
    """A task whose mark and end are one."""
    with context.finishing() as session:
        next_number(session, "mark")


def marks(database: TestDatabase) -> int:
    """The marks in the town, looked at without leaving one."""
    session = database.database.session(KAKU, writes=True)
    try:
        return count(session)
    finally:
        session.close()


def test_a_job_exists_exactly_when_its_transaction_was_committed(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    rt = runtime(fresh_database.database, {"mark": mark})
    with pytest.raises(RuntimeError), writing(rt.database, KAKU, Clock()) as session:
        enqueue(session, "mark", {})
        raise RuntimeError
    assert jobs(rt) == []
    queue(rt, "mark", name="値")
    assert [(job.status, job.args) for job in jobs(rt)] == [("waiting", {"name": "値"})]


def test_it_runs_once_however_many_workers_want_it(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    rt = runtime(fresh_database.database, {"mark": mark})
    wanted = [queue(rt, "mark") for _ in range(12)]
    ran: list[bool] = []

    def worker() -> None:
        ran.extend(run_job(rt, KAKU, job_id) for job_id in wanted)

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(ran) == 12
    assert marks(fresh_database) == 12
    assert {(job.status, job.attempts) for job in jobs(rt)} == {("done", 1)}


def test_a_key_is_queued_once(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU, MIHON])
    rt = runtime(fresh_database.database, {})
    assert queue(rt, "mark", key="mark 2026-11-23") == queue(rt, "mark", key="mark 2026-11-23")
    queue(rt, "mark", key="mark 2026-11-24")
    queue(rt, "mark", key="mark 2026-11-23", code=MIHON)
    assert len(jobs(rt)) == 2


def test_a_fault_is_tried_again_later_and_told_without_its_words(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    hands = Hands()

    def stumble(context: TaskContext) -> None:
        if context.attempt == 1:
            raise ValueError("架空 太郎")
        if context.attempt == 2:
            raise Unavailable("架空 花子")

    rt = runtime(fresh_database.database, {"stumble": stumble}, hands)
    job_id = queue(rt, "stumble")
    seen = []
    for _ in range(3):
        assert run_job(rt, KAKU, job_id)
        seen.append((jobs(rt)[0].status, jobs(rt)[0].error))
        assert not run_job(rt, KAKU, job_id)  # not before its time
        hands.forward(pause(jobs(rt)[0].attempts))
    assert seen == [("waiting", "ValueError"), ("waiting", "Unavailable: unavailable"), ("done", "")]


def test_it_is_given_up_after_the_last_attempt(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    hands = Hands()

    def fail(_context: TaskContext) -> None:
        raise ValueError

    rt = runtime(fresh_database.database, {"fail": fail}, hands)
    queue(rt, "fail")
    ran = 0
    for _ in range(10):
        ran += tend(rt)
        hands.forward(timedelta(days=1))
    assert ran == rt.max_attempts == 5
    assert (jobs(rt)[0].status, jobs(rt)[0].error) == ("failed", "ValueError")


def test_what_a_fault_interrupts_is_undone(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])

    def half(context: TaskContext) -> None:
        with context.finishing() as session:
            next_number(session, "mark")
            raise ValueError

    rt = runtime(fresh_database.database, {"half": half})
    assert run_job(rt, KAKU, queue(rt, "half"))
    assert marks(fresh_database) == 0
    assert jobs(rt)[0].status == "waiting"


def test_a_silent_worker_loses_its_job_and_its_late_writes(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    hands = Hands()
    rt = runtime(fresh_database.database, {}, hands)

    def slow(context: TaskContext) -> None:
        if context.attempt == 1:
            hands.forward(rt.lease + timedelta(seconds=1))
            assert tend(rt) == 1  # another worker comes by
        mark(context)

    rt = runtime(fresh_database.database, {"slow": slow}, hands)
    assert run_job(rt, KAKU, queue(rt, "slow"))
    assert marks(fresh_database) == 1
    assert (jobs(rt)[0].status, jobs(rt)[0].attempts) == ("done", 2)


def test_an_unknown_task_fails_and_says_so(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    rt = runtime(fresh_database.database, {})
    assert not run_job(rt, KAKU, queue(rt, "unheard of"))
    assert (jobs(rt)[0].status, jobs(rt)[0].error) == ("failed", "unknown task")


def test_a_task_reads_and_writes_in_its_own_town(fresh_database: TestDatabase) -> None:
    found(fresh_database.database)
    towns = []

    def look(context: TaskContext) -> None:
        with context.reading() as session, context.writing() as other:
            towns.append((context.municipality_code, session.info["municipality"], other.info["municipality"]))

    rt = runtime(fresh_database.database, {"look": look})
    queue(rt, "look", code=MIHON)
    assert tend(rt) == 1
    assert towns == [(MIHON, MIHON, MIHON)]
    with reading(rt.database, KAKU) as session:
        assert session.info["municipality"] == KAKU
