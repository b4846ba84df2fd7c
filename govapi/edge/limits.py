"""How often one caller may knock where a knock costs: counted in this process, by address, in windows of fixed length."""

import threading
import time
from collections import Counter
from collections.abc import Callable

from govapi.kit.errors import TooMany

MOST_KEYS = 10_000  # beyond it all newcomers of a window are counted together, so that addresses cannot fill the memory


class Limiter:
    """At most ``limit`` calls in ``seconds`` for each key. Thread safe.

    Behind a proxy that hides addresses all callers are one: the limit must leave room for a town that begins its day.
    """

    def __init__(self, limit: int, seconds: float, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._seconds, self._monotonic = limit, seconds, monotonic
        self._lock = threading.Lock()
        self._began = monotonic()
        self._counts: Counter[str] = Counter()

    def take(self, key: str, refusal: str) -> None:
        """Counts one call; raises TooMany with the sentence ``refusal`` when there were too many."""
        now = self._monotonic()
        with self._lock:
            if now - self._began >= self._seconds:
                self._began = now
                self._counts.clear()
            counted = key if key in self._counts or len(self._counts) < MOST_KEYS else ""
            self._counts[counted] += 1
            if self._counts[counted] > self._limit:
                raise TooMany(refusal)
