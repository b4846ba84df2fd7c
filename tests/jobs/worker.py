"""A worker process for the tests: ``python -m tests.jobs.worker URL PAUSE LEASE`` does ``mark`` and tends every second."""

import sys
import threading
import time
from dataclasses import replace
from datetime import timedelta

from govapi.db.counters import next_number
from govapi.db.session import Database
from govapi.jobs.procrastinate_queue import work
from govapi.jobs.schedule import tend
from govapi.jobs.tasks import TaskContext
from tests.jobs.support import runtime


def main(url: str, pause: float, lease: float) -> None:
    """Marks after ``pause`` seconds, in the transaction that ends the job."""

    def mark(context: TaskContext) -> None:
        time.sleep(pause)
        with context.finishing() as session:
            next_number(session, "mark")

    rt = replace(runtime(Database.at(url), {"mark": mark}), lease=timedelta(seconds=lease))

    def tend_often() -> None:
        while True:  # what the calendar does once a minute
            time.sleep(1)
            tend(rt, overdue_by=timedelta(seconds=1))

    if pause == 0:
        threading.Thread(target=tend_often, daemon=True).start()
    work(rt, url, concurrency=2)


main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]))
