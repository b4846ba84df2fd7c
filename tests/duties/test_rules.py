"""When a duty falls due, opens and is told of: by tables, and by rules that hold for every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.duties import rules
from govapi.kit.japan.holidays import is_closed
from govapi.policy.schema.base import Source, SourceKind
from govapi.policy.schema.monitoring import DutyKind

SOURCE = Source(kind=SourceKind.INITIAL, basis="試験")


def kind(*, opens: int = 60, notice: tuple[int, ...] = (30, 7, 0), escalate: int | None = 7, calendar: bool = False) -> DutyKind:
    return DutyKind(
        key="assessment.review", label="再評価", opens_before_days=opens, notice_before_days=notice,
        escalate_after_days=escalate, calendar_days=calendar, policy=("6(8)",), source=SOURCE,
    )  # fmt: skip


DAYS = st.dates(date(2025, 1, 1), date(2035, 12, 31))
NUMBERS = st.integers(0, 120)
KINDS = st.builds(
    lambda opens, notice, escalate, calendar: kind(opens=opens, notice=tuple(notice), escalate=escalate, calendar=calendar),
    NUMBERS, st.lists(NUMBERS, max_size=4), st.none() | st.integers(0, 30), st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2027, 3, 31), date(2027, 3, 31)),  # a Wednesday
        (date(2027, 3, 28), date(2027, 3, 26)),  # Sunday → Friday
        (date(2026, 5, 6), date(2026, 5, 1)),  # the whole of the Golden Week
        (date(2027, 1, 3), date(2026, 12, 28)),  # 年末年始
        (date(2026, 11, 3), date(2026, 11, 2)),  # 文化の日
    ],
)
def test_a_closed_day_moves_to_the_working_day_before(on: date, due: date) -> None:
    days = rules.timing(kind(), on)
    assert (days.nominal_on, days.due_on, days.opens_on) == (on, due, due - timedelta(days=60))
    assert rules.timing(kind(calendar=True), on).due_on == on


def test_the_towns_own_closed_days_count_too() -> None:
    assert rules.timing(kind(), date(2027, 3, 31), {date(2027, 3, 31), date(2027, 3, 30)}).due_on == date(2027, 3, 29)


@given(KINDS, DAYS)
def test_the_due_day_is_never_later_and_never_closed(one: DutyKind, on: date) -> None:
    days = rules.timing(one, on)
    assert days.due_on <= on and days.opens_on == days.due_on - timedelta(days=one.opens_before_days)
    assert one.calendar_days or not is_closed(days.due_on)


@pytest.mark.parametrize(
    ("today", "stages"),
    [
        (date(2027, 1, 29), []),
        (date(2027, 1, 30), ["opened"]),
        (date(2027, 2, 28), ["opened"]),
        (date(2027, 3, 1), ["before_30"]),
        (date(2027, 3, 24), ["before_7"]),
        (date(2027, 3, 31), ["before_0"]),
        (date(2027, 4, 1), ["overdue"]),
        (date(2027, 4, 7), ["overdue", "escalated"]),
        (date(2027, 4, 14), ["overdue", "escalated", "escalated_further"]),
        (date(2030, 1, 1), ["overdue", "escalated", "escalated_further"]),
    ],
)
def test_what_is_told_on_a_day(today: date, stages: list[str]) -> None:
    due = date(2027, 3, 31)
    assert [one.stage for one in rules.reminders_due(kind(), due, due - timedelta(days=60), today)] == stages


@given(KINDS, DAYS, st.integers(-200, 200))
def test_at_most_one_word_to_the_doers_and_one_to_each_superior(one: DutyKind, due: date, offset: int) -> None:
    opens = due - timedelta(days=one.opens_before_days)
    told = rules.reminders_due(one, due, opens, due + timedelta(days=offset))
    assert len(told) - sum(reminder.is_escalation for reminder in told) <= 1
    assert len({reminder.stage for reminder in told}) == len(told)
    assert all(reminder.on >= opens for reminder in told)


@given(KINDS, DAYS)
def test_following_the_next_day_meets_every_reminder_and_ends(one: DutyKind, due: date) -> None:
    opens = due - timedelta(days=one.opens_before_days)
    met, day = set(), opens
    for _ in range(50):
        met |= {reminder.on for reminder in rules.reminders_due(one, due, opens, day)}
        following = rules.next_reminder_on(one, due, opens, day)
        if following is None:
            break
        assert following > day
        day = following
    wanted = {reminder.on for reminder in rules.reminders(one, due, opens)}
    assert met == wanted and following is None


@pytest.mark.parametrize(
    ("status", "due", "state"),
    [
        ("open", date(2026, 11, 23), "overdue"),
        ("open", date(2026, 11, 24), "due_soon"),
        ("open", date(2026, 12, 1), "due_soon"),
        ("open", date(2026, 12, 2), ""),
        ("planned", date(2026, 11, 1), "overdue"),  # the job is late, the duty all the same
        ("planned", date(2026, 11, 27), ""),
        ("done", date(2026, 11, 1), ""),
    ],
)
def test_the_badge_follows_from_the_day(status: str, due: date, state: str) -> None:
    assert rules.state_of(status, due, date(2026, 11, 24)) == state


def test_a_long_text_is_cut_with_a_mark() -> None:
    assert rules.cut("あ" * 200, 200) == "あ" * 200
    assert rules.cut("あ" * 201, 200) == "あ" * 199 + "…"
