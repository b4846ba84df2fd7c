"""The worker inside ``serve`` on SQLite: one thread that tends the jobs of every town."""

import threading

import structlog

from govapi.jobs.schedule import tend
from govapi.jobs.tasks import JobRuntime

IDLE_SECONDS = 0.5
PATIENCE_SECONDS = 20

log = structlog.get_logger("govapi.jobs")


class EmbeddedWorker:
    """Starts with the process and stops with it; a job under way is finished first, if it is a short one."""

    def __init__(self, runtime: JobRuntime, idle_seconds: float = IDLE_SECONDS) -> None:
        self._runtime = runtime
        self._idle_seconds = idle_seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="govapi-jobs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(PATIENCE_SECONDS)

    def _work(self) -> None:
        while not self._stopping.is_set():
            if self._round() == 0:
                self._stopping.wait(self._idle_seconds)

    def _round(self) -> int:
        try:
            return tend(self._runtime)
        except Exception as fault:  # a database that is away for a moment must not end the worker
            log.error("worker round failed", kind=type(fault).__name__, exc_info=fault)
            return 0
