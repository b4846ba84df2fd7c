"""Values that may be taken once and not too late: pending choices of a person, and authorization codes."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from secrets import token_urlsafe
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Once(Generic[Value]):
    """A bounded store under random names; ``seconds`` is how long a value waits. The oldest fall out first. Thread safe."""

    def __init__(self, seconds: float, now: Callable[[], float], at_most: int = 1000) -> None:
        self._seconds, self._now, self._at_most = seconds, now, at_most
        self._lock = threading.Lock()
        self._waiting: OrderedDict[str, tuple[float, Value]] = OrderedDict()

    def put(self, value: Value) -> str:
        name = token_urlsafe(32)
        with self._lock:
            self._waiting[name] = (self._now() + self._seconds, value)
            while len(self._waiting) > self._at_most:
                self._waiting.popitem(last=False)
        return name

    def take(self, name: str) -> Value | None:
        """The value, which is then gone; None when unknown, taken before, or too old."""
        with self._lock:
            until, value = self._waiting.pop(name, (0.0, None))
        return value if self._now() < until else None
