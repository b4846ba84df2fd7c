from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.japan.holidays import (
    add_months,
    add_working_days,
    is_closed,
    period_end_days,
    period_end_months,
    working_day_on_or_after,
    working_day_on_or_before,
)

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    ("iso", "closed"),
    [
        ("2026-11-21", True),  # Saturday
        ("2026-11-22", True),  # Sunday
        ("2026-11-23", True),  # 勤労感謝の日
        ("2026-11-24", False),
        ("2027-03-22", True),  # 春分の日 on Sunday moves to Monday
        ("2026-09-22", True),  # between two holidays
        ("2026-12-28", False),
        ("2026-12-29", True),
        ("2026-12-31", True),
        ("2027-01-01", True),
        ("2029-01-03", True),
        ("2029-01-04", False),
    ],
)
def test_closed_days(iso: str, closed: bool) -> None:
    assert is_closed(date.fromisoformat(iso)) is closed


def test_the_town_may_close_on_days_of_its_own() -> None:
    day = date(2026, 11, 24)
    assert is_closed(day, also={day})
    assert working_day_on_or_before(day, also={day}) == date(2026, 11, 20)


def test_around_the_turn_of_the_year() -> None:
    assert working_day_on_or_before(date(2027, 1, 3)) == date(2026, 12, 28)
    assert working_day_on_or_after(date(2026, 12, 29)) == date(2027, 1, 4)
    assert add_working_days(date(2026, 12, 25), 2) == date(2027, 1, 4)
    with pytest.raises(ValueError, match="1以上"):
        add_working_days(date(2026, 12, 25), 0)


@given(DAYS)
def test_the_nearest_working_days_are_open_and_skip_only_closed_ones(day: date) -> None:
    before, after = working_day_on_or_before(day), working_day_on_or_after(day)
    assert not is_closed(before) and not is_closed(after)
    assert before <= day <= after
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert all(is_closed(d) for d in between)


@pytest.mark.parametrize(
    ("iso", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-05-31", 0, "2026-05-31"),
    ],
)
def test_months_end_where_the_month_ends(iso: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(iso), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("start", "months", "counts", "end"),
    [
        ("2026-04-10", 1, False, "2026-05-10"),
        ("2026-04-01", 12, True, "2027-03-31"),
        ("2026-01-31", 1, False, "2026-02-28"),
        ("2026-01-30", 1, False, "2026-02-28"),
        ("2026-02-28", 1, False, "2026-03-31"),
        ("2026-08-31", 6, True, "2027-02-28"),
    ],
)
def test_terms_of_months(start: str, months: int, counts: bool, end: str) -> None:
    assert period_end_months(date.fromisoformat(start), months, first_day_counts=counts) == date.fromisoformat(end)


def test_terms_of_days_leave_out_the_first() -> None:
    assert period_end_days(date(2026, 4, 1), 30) == date(2026, 5, 1)
    assert period_end_days(date(2026, 4, 1), 30, first_day_counts=True) == date(2026, 4, 30)
