"""Posts named for a task, half-open: never two on one day, and from which day on there is none."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.errors import Conflict, Invalid
from govapi.kit.ids import new_id
from govapi.people.designations import end_after, ended_by, make_room
from govapi.people.rules import Interval, displaced, first_gap, vacant_from
from govapi.people.tables import Post

A, B, C = date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)
POST = Post(municipality_code="479900", department_id=new_id(), title="課長", rank=5, valid_to=date(2030, 4, 1))


@dataclass
class Named:
    """A row that names a post."""

    from_date: date
    to_date: date | None = None
    post_id: UUID = field(default_factory=new_id)
    id: UUID = field(default_factory=new_id)


def room(known: list[Named], start: date) -> Interval:
    return make_room(known, POST, start, role="責任者", called=lambda _row: "見本課課長（架空　美咲）")


@pytest.mark.parametrize(
    ("known", "start", "until"),
    [
        ([], A, None),
        ([Named(A)], B, None),  # the open one gives way
        ([Named(B)], A, B),  # it holds until the one that is named already
        ([Named(A, B)], B, None),  # they touch
        ([Named(A, B), Named(C)], B, C),
    ],
)
def test_there_is_room_beside_what_is_named(known: list[Named], start: date, until: date | None) -> None:
    assert room(known, start) == Interval(start, until)
    assert all(row.to_date is not None and row.to_date <= start for row in known if row.from_date < start)


@pytest.mark.parametrize(
    ("known", "start", "said"),
    [
        ([Named(A)], A, "見本課課長（架空　美咲）が、令和8年4月1日から、既に責任者に指定されています。責任者は、同じ日に2つ置けません"),
        ([Named(A, C)], B, "令和8年4月1日から令和8年10月1日の前日まで、"),
        ([], date(2030, 4, 1), "この職は、指定の始まりの日に存在しません"),
        ([], date(1999, 4, 1), "この職は、指定の始まりの日に存在しません"),
    ],
)  # fmt: skip
def test_who_is_named_already_is_said(known: list[Named], start: date, said: str) -> None:
    with pytest.raises(Conflict) as refused:
        room(known, start)
    assert said in refused.value.detail
    assert all(row.to_date in (None, C) for row in known), "Nothing changes."


def test_the_open_one_before_gives_way() -> None:
    assert displaced(Interval(B), [Interval(A)]) == Interval(A)
    assert displaced(Interval(A), [Interval(A)]) is None
    assert displaced(Interval(C), [Interval(A, B)]) is None


@pytest.mark.parametrize(
    ("row", "others", "last_day", "said"),
    [
        (Named(A), [], date(2026, 9, 30), None),
        (Named(A, B), [Named(C)], date(2026, 9, 30), None),
        (Named(A, B), [], date(2026, 9, 30), None),  # it had not ended yet
        (Named(A, date(2026, 5, 1)), [], date(2026, 9, 30), "既に終わっています"),
        (Named(A), [], date(2026, 3, 31), "始まりの日（令和8年4月1日）以後の日"),
        (Named(A, B), [Named(C)], C, "次の指定が始まる日より後"),
    ],
)
def test_how_long_it_can_be_made_to_hold(row: Named, others: list[Named], last_day: date, said: str | None) -> None:
    if said is None:
        end_after(row, [row, *others], last_day, date(2026, 6, 1))
        assert row.to_date == last_day + timedelta(days=1)
        return
    with pytest.raises((Conflict, Invalid)) as refused:
        end_after(row, [row, *others], last_day, date(2026, 6, 1))
    assert said in refused.value.detail


def test_what_was_ended_by_another_is_found() -> None:
    before, row = Named(A, B), Named(B)
    assert ended_by(row, [before, row]) is before
    assert ended_by(before, [before, row]) is None


@pytest.mark.parametrize(
    ("covered", "held", "starts_on", "ends_on", "expected"),
    [
        ([Interval(A)], True, A, None, None),
        ([Interval(A)], False, A, None, B),  # nobody holds the post today
        ([], False, C, None, C),  # named for the first day, there is time
        ([], False, A, None, B),
        ([Interval(A, C)], True, None, None, C),
        ([Interval(A, C)], True, A, date(2026, 9, 30), None),  # it covers the last day
        ([Interval(A, C), Interval(C)], True, A, None, None),
    ],
)
def test_from_when_on_nobody_answers(
    covered: list[Interval], held: bool, starts_on: date | None, ends_on: date | None, expected: date | None
) -> None:
    assert vacant_from(covered, held=held, starts_on=starts_on, ends_on=ends_on, today=B) == expected


days = st.integers(0, 30).map(lambda offset: A + timedelta(days=offset))


@given(st.lists(st.tuples(st.sampled_from(["name", "end", "withdraw"]), days, st.integers(0, 9)), max_size=12))
def test_whatever_is_done_no_day_has_two_and_the_gap_is_the_first(acts: list[tuple[str, date, int]]) -> None:
    rows: list[Named] = []
    for act, day, which in acts:
        row = rows[which % len(rows)] if rows else None
        try:
            if act == "name" or row is None:
                until = room(rows, day).end
                rows.append(Named(day, until))
            elif act == "end":
                end_after(row, rows, day, A)
            else:
                before = ended_by(row, rows)
                rows.remove(row)
                if before is not None:
                    before.to_date = row.to_date
        except (Conflict, Invalid):
            continue
    intervals = [Interval(row.from_date, row.to_date) for row in rows]
    by_day = {A + timedelta(days=offset): 0 for offset in range(80)}
    for day in by_day:
        by_day[day] = sum(one.holds_on(day) for one in intervals)
    assert max(by_day.values()) <= 1
    assert first_gap(intervals, A) == next((day for day, count in by_day.items() if not count), None)
