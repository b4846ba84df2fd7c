"""The time of day, in one place, so that a test or a dry run can choose it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

# Japan has had no daylight saving since 1951: a fixed offset needs no time zone database on the server.
JST = timezone(timedelta(hours=9), "JST")


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """``now()`` is an aware UTC datetime; ``today()`` is the date in Japan."""

    source: Callable[[], datetime] = _utc_now

    def now(self) -> datetime:
        return self.source()

    def today(self) -> date:
        return self.source().astimezone(JST).date()


def fixed(moment: datetime) -> Clock:
    """A clock that stands still at ``moment`` (aware)."""
    return Clock(lambda: moment)
