"""Which periods a contractor reports about, when each report is due, and which one is waited for. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_MONTH = 4  # periods follow the fiscal year
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From the first day to the last day, both included."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Expected:
    """A report that has not come: late, or still within its time."""

    period: Period
    due_on: date
    late: bool


def periods(starts_on: date, ends_on: date, every_months: int) -> list[Period]:
    """The term of a contract cut at the quarters (or months, half-years …) of the fiscal year: no gap, no overlap.

    A number of months that does not divide the year is counted from the month in which the term begins.
    """
    return list(_cut(starts_on, ends_on, every_months))


def _cut(starts_on: date, ends_on: date, every_months: int) -> Iterator[Period]:
    origin = FIRST_MONTH if 12 % every_months == 0 else starts_on.month
    first = starts_on
    while first <= ends_on:
        last = min(_last_day(first, origin, every_months, starts_on), ends_on)
        yield Period(first, last)
        first = last + ONE_DAY


def _last_day(first: date, origin: int, every_months: int, starts_on: date) -> date:
    """The day before the next month in which a period begins."""
    if 12 % every_months == 0:
        done = (first.month - origin) % every_months
    else:
        done = ((first.year - starts_on.year) * 12 + first.month - starts_on.month) % every_months
    months = first.year * 12 + first.month - 1 + every_months - done
    return date(months // 12, months % 12 + 1, 1) - ONE_DAY


def outstanding(wanted: Sequence[Period], received: Sequence[Period], since: date | None = None) -> list[Period]:
    """What has not been reported about yet. Where the rhythm changed, what was reported before is not asked for again.

    ``since``: what ended before this day was never asked for (a contract brought in under way).
    """
    found = []
    for period in wanted:
        told = [one.ends_on for one in received if one.starts_on <= period.ends_on and period.starts_on <= one.ends_on]
        rest = Period(max(period.starts_on, max(told) + ONE_DAY), period.ends_on) if told else period
        if rest.starts_on <= rest.ends_on and (since is None or rest.ends_on >= since):
            found.append(rest)
    return found


def due_on(period: Period, due_days: int, open_day: Callable[[date], date]) -> date:
    """So many days after the period; a closed day moves it to the next open one, as 民法142条 has it for a time limit."""
    return open_day(period.ends_on + timedelta(days=due_days))


def state_of(one: Expected, today: date) -> str:
    """late, due (the period is over), running, or ahead."""
    if one.late:
        return "late"
    if one.period.ends_on < today:
        return "due"
    return "running" if one.period.starts_on <= today else "ahead"


def expected(waited_for: Sequence[Period], due_days: int, open_day: Callable[[date], date], today: date) -> list[Expected]:
    """The reports that are waited for, each with its day."""
    days = [(one, due_on(one, due_days, open_day)) for one in waited_for]
    return [Expected(one, day, day < today) for one, day in days]
