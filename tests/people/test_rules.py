"""Which 発令 can stand beside each other: cases, and the rule that an accepted set never has two principals at once."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.people.rules import Holding, Interval, appointment_fault

START = date(2026, 4, 1)
ALWAYS = Interval(date(2000, 4, 1))
A, B = UUID(int=1), UUID(int=2)
CHIEF, CLERK = UUID(int=11), UUID(int=12)


def holding(person: UUID, post: UUID, start: int, end: int | None, kind: str = "principal") -> Holding:
    """Days are counted from 令和8年4月1日."""
    return Holding(person, post, kind, Interval(START + timedelta(start), None if end is None else START + timedelta(end)))


CASES = [
    ("the post is free", holding(A, CHIEF, 0, None), [], None),
    ("the day the other ends", holding(A, CHIEF, 10, None), [holding(B, CHIEF, 0, 10)], None),
    ("one day too early", holding(A, CHIEF, 9, None), [holding(B, CHIEF, 0, 10)], "本務の職員が既にいます"),
    ("before an announced one", holding(A, CHIEF, 0, 30), [holding(B, CHIEF, 30, None)], None),
    ("into an announced one", holding(A, CHIEF, 0, None), [holding(B, CHIEF, 30, None)], "本務の職員が既にいます"),
    ("two principal posts", holding(A, CLERK, 5, None), [holding(A, CHIEF, 0, None)], "本務の職が既にあります"),
    ("a second post as 兼務", holding(A, CLERK, 5, None, "concurrent"), [holding(A, CHIEF, 0, None)], None),
    ("職務代理 beside the holder", holding(A, CHIEF, 5, 10, "acting"), [holding(B, CHIEF, 0, None)], None),
    ("事務取扱 beside the holder", holding(A, CHIEF, 5, 10, "in_charge"), [holding(B, CHIEF, 0, None)], "事務取扱は"),
    ("事務取扱 of a vacant post", holding(A, CHIEF, 5, 10, "in_charge"), [holding(B, CHIEF, 0, 5)], None),
    ("the same twice", holding(A, CHIEF, 5, 10, "acting"), [holding(A, CHIEF, 0, None)], "同じ職の発令"),
]


@pytest.mark.parametrize(("new", "others", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cases(new: Holding, others: list[Holding], words: str | None) -> None:
    fault = appointment_fault(new, others, ALWAYS)
    assert fault is None if words is None else words in (fault or "")


@pytest.mark.parametrize(("start", "end", "right"), [(0, None, False), (0, 10, True), (-1, 5, False), (3, 11, False)])
def test_a_post_is_held_only_while_it_exists(start: int, end: int | None, right: bool) -> None:
    post = Interval(START, START + timedelta(10))
    assert (appointment_fault(holding(A, CHIEF, start, end), [], post) is None) is right


DAYS = st.integers(0, 20)
HOLDINGS = st.builds(
    lambda person, post, start, length, kind: holding(person, post, start, None if length > 15 else start + length, kind),
    st.sampled_from([A, B, UUID(int=3)]),
    st.sampled_from([CHIEF, CLERK]),
    DAYS,
    st.integers(1, 20),
    st.sampled_from(["principal", "concurrent", "in_charge", "acting"]),
)


@given(st.lists(HOLDINGS, max_size=12))
def test_never_two_principals_on_one_day(wanted: list[Holding]) -> None:
    accepted: list[Holding] = []
    for new in wanted:
        near = [other for other in accepted if other.person_id == new.person_id or other.post_id == new.post_id]
        if appointment_fault(new, near, ALWAYS) is None:
            accepted.append(new)
    for day in (START + timedelta(count) for count in range(50)):
        today = [one for one in accepted if one.kind == "principal" and one.interval.meets(Interval(day, day + timedelta(1)))]
        assert len({one.post_id for one in today}) == len({one.person_id for one in today}) == len(today)
