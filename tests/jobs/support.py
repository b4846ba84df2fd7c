"""A runtime for the tests: the real transactions, a clock that can be set, tasks given by the test."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import col

from govapi.db.session import Database, owned
from govapi.edge.transaction import reading, writing
from govapi.jobs.port import enqueue
from govapi.jobs.tables import Job
from govapi.jobs.tasks import JobRuntime, Task
from govapi.kit.clock import Clock
from tests.support.towns import KAKU


@dataclass
class Hands:
    """The hands of a clock."""

    now: datetime = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

    def forward(self, step: timedelta) -> None:
        self.now += step


def runtime(database: Database, tasks: Mapping[str, Task], hands: Hands | None = None, daily: tuple[str, ...] = ()) -> JobRuntime:
    """As ``app`` puts it together."""
    clock = Clock((lambda: hands.now) if hands else Clock().now)
    return JobRuntime(database, clock, reading, writing, tasks, daily)


def queue(rt: JobRuntime, task: str, key: str | None = None, code: str = KAKU, **args: object) -> UUID:
    """A job in its own transaction."""
    with writing(rt.database, code, rt.clock) as session:
        return enqueue(session, task, args, run_at=rt.clock.now(), key=key)


def jobs(rt: JobRuntime, code: str = KAKU) -> list[Job]:
    """All jobs of the town in the order of their making."""
    with reading(rt.database, code) as session:
        return list(session.exec(owned(session, Job).order_by(col(Job.id))).all())
