"""What a task is, what it is given, and what a process needs to run tasks. ``app`` puts the mapping of tasks together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import Database, owned
from govapi.jobs.tables import Job
from govapi.kit.clock import Clock


class Reading(Protocol):
    """Opens a transaction that reads (``edge.transaction.reading``; jobs stand below the doors, so it is handed in)."""

    def __call__(self, database: Database, municipality_code: str, /) -> AbstractContextManager[Session]: ...


class Writing(Protocol):
    """Opens a transaction that writes (``edge.transaction.writing``)."""

    def __call__(self, database: Database, municipality_code: str, clock: Clock, /) -> AbstractContextManager[Session]: ...


class LeaseLostError(Exception):
    """Another worker has taken the job over meanwhile; what this one did last is undone."""


@dataclass(frozen=True)
class JobRuntime:
    """What a process needs to run jobs. ``lease`` is how long a worker may be silent before another takes its job over."""

    database: Database
    clock: Clock
    reading: Reading
    writing: Writing
    tasks: Mapping[str, "Task"]
    daily: Sequence[str] = ()
    hours: Mapping[str, int] = field(default_factory=dict)  # the hour of the day (Japan) before which a daily job does not begin
    lease: timedelta = timedelta(minutes=5)
    max_attempts: int = 5


@dataclass
class TaskContext:
    """One run of one job. A task that is killed or overtaken runs again, so it must do the same twice as once:
    what must happen exactly once is written inside ``finishing()``."""

    runtime: JobRuntime
    municipality_code: str
    job_id: UUID
    args: Mapping[str, Any]
    attempt: int
    finished: bool = field(default=False, init=False)
    result: dict[str, Any] = field(default_factory=dict, init=False)
    """What the run tells about itself (counts, never names), over all its attempts; kept with each transaction of the job."""

    @property
    def clock(self) -> Clock:
        return self.runtime.clock

    def reading(self) -> AbstractContextManager[Session]:
        """A transaction that reads."""
        return self.runtime.reading(self.runtime.database, self.municipality_code)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that writes, and holds the lease for as long again. Raises LeaseLostError when it is another's."""
        with self.runtime.writing(self.runtime.database, self.municipality_code, self.clock) as session:
            job = self._mine(session)
            job.leased_until = self.clock.now() + self.runtime.lease
            yield session
            job.result = dict(self.result) or None

    @contextmanager
    def finishing(self) -> Iterator[Session]:
        """The last transaction of the job: its writes and the mark that it is done are committed together, or neither."""
        with self.runtime.writing(self.runtime.database, self.municipality_code, self.clock) as session:
            job = self._mine(session)
            yield session
            job.status, job.finished_at, job.leased_until, job.error = "done", self.clock.now(), None, ""
            job.result = dict(self.result) or None
        self.finished = True

    def _mine(self, session: Session) -> Job:
        statement = owned(session, Job).where(col(Job.id) == self.job_id, col(Job.status) == "running")
        job = session.exec(statement.where(col(Job.attempts) == self.attempt).with_for_update()).first()
        if job is None:
            raise LeaseLostError
        return job


Task = Callable[[TaskContext], None]
