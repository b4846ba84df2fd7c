"""What the calendar asks for: once a day in every town, however many processes look at the clock."""

import threading
from datetime import timedelta

from govapi.jobs.embedded import EmbeddedWorker
from govapi.jobs.schedule import daily_key, queue_daily, tend
from govapi.jobs.tasks import TaskContext
from tests.jobs.support import Hands, jobs, queue, runtime
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, MIHON, found


def nothing(_context: TaskContext) -> None:
    """A task that does nothing."""


def test_once_a_day_in_every_town(fresh_database: TestDatabase) -> None:
    found(fresh_database.database)
    hands = Hands()
    rt = runtime(fresh_database.database, {"daily": nothing}, hands, daily=("daily",))
    assert [tend(rt), tend(rt)] == [2, 0]
    hands.forward(timedelta(days=1))
    assert [tend(rt), tend(rt)] == [2, 0]
    for code in (KAKU, MIHON):
        assert [job.key for job in jobs(rt, code)] == ["daily 2026-11-23", "daily 2026-11-24"]


def test_the_day_is_that_of_japan(fresh_database: TestDatabase) -> None:
    hands = Hands()
    rt = runtime(fresh_database.database, {}, hands)
    hands.now = hands.now.replace(hour=14, minute=59)
    assert daily_key("daily", rt) == "daily 2026-11-23"
    hands.forward(timedelta(minutes=1))
    assert daily_key("daily", rt) == "daily 2026-11-24"


def test_many_nodes_queue_it_once(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    rt = runtime(fresh_database.database, {"daily": nothing}, Hands(), daily=("daily",))
    ready = threading.Barrier(4)

    def node() -> None:
        ready.wait()
        queue_daily(rt, KAKU)

    threads = [threading.Thread(target=node) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(jobs(rt)) == 1


def test_what_is_not_overdue_is_left_to_the_queue(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    hands = Hands()
    rt = runtime(fresh_database.database, {"daily": nothing}, hands)
    queue(rt, "daily")
    assert tend(rt, overdue_by=timedelta(minutes=1)) == 0
    hands.forward(timedelta(minutes=2))
    assert tend(rt, overdue_by=timedelta(minutes=1)) == 1


def test_the_embedded_worker_runs_what_is_queued_and_stops(sqlite_database: TestDatabase) -> None:
    found(sqlite_database.database, [KAKU])
    done = threading.Event()

    def tell(_context: TaskContext) -> None:
        done.set()

    rt = runtime(sqlite_database.database, {"tell": tell})
    worker = EmbeddedWorker(rt, idle_seconds=0.01)
    worker.start()
    try:
        queue(rt, "tell")
        assert done.wait(20)
    finally:
        worker.stop()
    assert [job.status for job in jobs(rt)] == ["done"]
