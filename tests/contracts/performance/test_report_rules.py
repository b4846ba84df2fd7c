"""定期報告の期間: whatever the term and the rhythm, the periods cover it and never overlap."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govapi.contracts.performance.reports.rules import Period, expected, outstanding, periods
from govapi.kit.japan.holidays import is_closed, working_day_on_or_after

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
TERMS = st.tuples(DAYS, st.integers(0, 2000)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
MONTHS = st.integers(1, 12)


def days_of(found: list[Period]) -> list[date]:
    return [one.starts_on + timedelta(days=n) for one in found for n in range((one.ends_on - one.starts_on).days + 1)]


@given(TERMS, MONTHS)
def test_the_periods_cover_the_term_day_by_day(term: tuple[date, date], months: int) -> None:
    starts_on, ends_on = term
    wanted = [starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days + 1)]
    assert days_of(periods(starts_on, ends_on, months)) == wanted


@given(TERMS, MONTHS)
def test_no_period_is_longer_than_its_months_and_all_but_the_last_end_with_a_month(term: tuple[date, date], months: int) -> None:
    found = periods(*term, months)
    for one in found:
        spanned = (one.ends_on.year - one.starts_on.year) * 12 + one.ends_on.month - one.starts_on.month
        assert spanned < months
    assert all((one.ends_on + timedelta(days=1)).day == 1 for one in found[:-1])


@given(TERMS, MONTHS, MONTHS, st.data())
def test_what_was_reported_is_never_asked_for_again_and_nothing_else_is_lost(
    term: tuple[date, date], before: int, after: int, data: st.DataObject
) -> None:
    reported = periods(*term, before)
    received = reported[: data.draw(st.integers(0, len(reported)))]
    left = days_of(outstanding(periods(*term, after), received))
    assert sorted(left + days_of(received)) == days_of(reported)


@given(TERMS, MONTHS, st.integers(0, 60), DAYS)
def test_a_report_falls_due_on_an_open_day_after_its_period(term: tuple[date, date], months: int, days: int, today: date) -> None:
    wanted = periods(*term, months)
    for one in expected(wanted, days, working_day_on_or_after, today):
        assert not is_closed(one.due_on)
        assert one.due_on >= one.period.ends_on + timedelta(days=days)
        assert one.late == (one.due_on < today)


@given(TERMS, MONTHS, DAYS)
def test_what_ended_before_a_contract_was_brought_in_is_not_asked_for(term: tuple[date, date], months: int, since: date) -> None:
    wanted = periods(*term, months)
    assume(wanted[0].ends_on < since)
    left = outstanding(wanted, [], since)
    assert all(one.ends_on >= since for one in left)
    assert len(left) < len(wanted)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "months", "wanted"),
    [
        (date(2026, 12, 1), date(2027, 3, 31), 3, ["2026-12-31", "2027-03-31"]),
        (date(2026, 4, 1), date(2027, 3, 31), 3, ["2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31"]),
        (date(2026, 4, 15), date(2026, 6, 10), 1, ["2026-04-30", "2026-05-31", "2026-06-10"]),
        (date(2026, 12, 1), date(2027, 3, 31), 5, ["2027-03-31"]),
        (date(2026, 10, 1), date(2027, 9, 30), 12, ["2027-03-31", "2027-09-30"]),
    ],
)
def test_the_rhythm_of_the_fiscal_year(starts_on: date, ends_on: date, months: int, wanted: list[str]) -> None:
    assert [one.ends_on.isoformat() for one in periods(starts_on, ends_on, months)] == wanted
