"""Half-open designations of one use: never two on one day, and from which day on there is none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.cloud_services.managers.rules import displaced, first_gap, naming_fault, vacant_from
from govapi.people.rules import Interval

A, B, C = date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)
POST = Interval(date(2000, 4, 1))


@pytest.mark.parametrize(
    ("new", "others", "post", "status", "said"),
    [
        (Interval(A), [], POST, "permitted", None),
        (Interval(B), [Interval(A)], POST, "permitted", None),  # the open one gives way
        (Interval(A, B), [Interval(B)], POST, "permitted", None),  # they touch
        (Interval(A), [Interval(A)], POST, "permitted", "同じ日に2つ置けません"),
        (Interval(B), [Interval(A, C)], POST, "permitted", "令和8年10月1日の前日まで"),
        (Interval(A), [], Interval(date(2000, 4, 1), A), "permitted", "この職は"),
        (Interval(A), [], POST, "ended", "この状態の利用"),
    ],
)
def test_what_stands_beside_what(new: Interval, others: list[Interval], post: Interval, status: str, said: str | None) -> None:
    fault = naming_fault(new, others, post, status)
    assert fault is None if said is None else said in str(fault)


def test_the_open_one_before_gives_way() -> None:
    assert displaced(Interval(B), [Interval(A)]) == Interval(A)
    assert displaced(Interval(A), [Interval(A)]) is None
    assert displaced(Interval(C), [Interval(A, B)]) is None


@pytest.mark.parametrize(
    ("covered", "held", "starts_on", "ends_on", "expected"),
    [
        ([Interval(A)], True, A, None, None),
        ([Interval(A)], False, A, None, B),  # nobody holds the post today
        ([], False, C, None, C),  # named for the first day, there is time
        ([], False, A, None, B),
        ([Interval(A, C)], True, A, None, C),
        ([Interval(A, C)], True, A, date(2026, 9, 30), None),  # it covers the last day
        ([Interval(A, C), Interval(C)], True, A, None, None),
    ],
)
def test_from_when_on_nobody_manages(
    covered: list[Interval], held: bool, starts_on: date, ends_on: date | None, expected: date | None
) -> None:
    assert vacant_from(covered, held=held, starts_on=starts_on, ends_on=ends_on, today=B) == expected


days = st.integers(0, 30).map(lambda offset: A + timedelta(days=offset))


@given(st.lists(st.tuples(days, st.one_of(st.none(), st.integers(1, 20))), max_size=8))
def test_however_they_are_named_no_day_has_two_and_the_gap_is_the_first(wanted: list[tuple[date, int | None]]) -> None:
    rows: list[Interval] = []
    for start, length in wanted:
        new = Interval(start, None if length is None else start + timedelta(days=length))
        if naming_fault(new, rows, POST, "permitted") is not None:
            continue
        before = displaced(new, rows)
        rows = [Interval(one.start, new.start) if one == before else one for one in rows] + [new]
    by_day = {A + timedelta(days=offset): 0 for offset in range(80)}
    for day in by_day:
        by_day[day] = sum(one.start <= day and (one.end is None or day < one.end) for one in rows)
    assert max(by_day.values()) <= 1
    gap = first_gap(rows, A)
    assert gap == next((day for day, count in by_day.items() if not count), None)
