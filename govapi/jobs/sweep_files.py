"""The daily sweep of files that no record refers to, as a job: one store for all towns, so the records of all towns are asked."""

from collections.abc import Callable, Iterable, Sequence

import structlog
from sqlmodel import Session

from govapi.db.towns import town_codes
from govapi.files.orphans import sweep
from govapi.files.store import FileStore
from govapi.jobs.tasks import Task, TaskContext

log = structlog.get_logger("govapi.jobs")

References = Callable[[Session], Iterable[str]]
"""The SHA-256 of every content that the session's town refers to in one room."""


def sweep_files(files: FileStore, rooms: Sequence[References]) -> Task:
    """The task ``sweep-files``. Every town has its daily job; the first town's does the work for all."""

    def task(context: TaskContext) -> None:
        codes = town_codes(context.runtime.database)
        if context.municipality_code != codes[0]:
            return
        now = context.clock.now()
        referenced: set[str] = set()
        for code in codes:
            # Each town through its own wall; a town founded meanwhile has no file a day old.
            with context.runtime.reading(context.runtime.database, code) as session:
                for room in rooms:
                    referenced.update(room(session))
        done = sweep(files, referenced, now, lambda: _beat(context))
        log.info("files swept", set_aside=done.set_aside, taken_back=done.taken_back, discarded=done.discarded)

    return task


def _beat(context: TaskContext) -> None:
    """Holds the lease for as long again."""
    with context.writing():
        pass
