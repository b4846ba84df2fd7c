"""閉庁日 and 期間計算: days on which the town hall is closed, and how terms are counted."""

import calendar
from collections.abc import Collection
from datetime import date, timedelta

import jpholiday

_DAY = timedelta(days=1)


def is_closed(day: date, *, also: Collection[date] = ()) -> bool:
    """Saturday, Sunday, 国民の祝日・休日, 29 December to 3 January, and the town's own days in `also`."""
    if day.weekday() >= 5 or (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
        return True
    return day in also or jpholiday.is_holiday(day)


def working_day_on_or_before(day: date, *, also: Collection[date] = ()) -> date:
    while is_closed(day, also=also):
        day -= _DAY
    return day


def working_day_on_or_after(day: date, *, also: Collection[date] = ()) -> date:
    while is_closed(day, also=also):
        day += _DAY
    return day


def add_working_days(day: date, count: int, *, also: Collection[date] = ()) -> date:
    """The `count`-th working day after `day` (初日不算入). `count` ≥ 1."""
    if count < 1:
        raise ValueError("開庁日の日数には1以上の数を指定してください。")
    for _ in range(count):
        day = working_day_on_or_after(day + _DAY, also=also)
    return day


def add_months(day: date, months: int) -> date:
    """Same day of another month; where that month lacks the day, its last day. Negative counts back."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def period_end_days(start: date, days: int, *, first_day_counts: bool = False) -> date:
    """Last day of a term of days. The first day is not counted (民法140条) unless it begins at midnight."""
    return start + timedelta(days=days - 1 if first_day_counts else days)


def period_end_months(start: date, months: int, *, first_day_counts: bool = False) -> date:
    """Last day of a term of months by the calendar (民法143条): the day before the corresponding day, or the
    last day of the month when there is none."""
    first = start if first_day_counts else start + _DAY
    match = add_months(first, months)
    return match if match.day < first.day else match - _DAY
