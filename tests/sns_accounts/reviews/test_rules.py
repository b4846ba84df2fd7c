"""What is wrong with a review, and when the next one is due."""

from datetime import date

import pytest

from govapi.policy.schema.base import Source, SourceKind
from govapi.policy.schema.sns import SnsCheck
from govapi.sns_accounts.reviews.rules import Given, Result, correction_faults, faults, next_on, not_good, result_faults

TODAY = date(2026, 11, 24)


def check(key: str, *, good: bool = True, required: bool = True) -> SnsCheck:
    source = Source(kind=SourceKind.INITIAL, basis="試験")
    return SnsCheck(key=key, label=key, at=("review",), good=good, required=required, policy=("6(8)",), source=source)


ASKED = (check("listed"), check("old_admins", good=False), check("mark", required=False))
FINE = [Given("listed", True), Given("old_admins", False), Given("mark", True)]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (FINE, []),
        ([*FINE[:2], Given("mark", False, "申請中")], []),
        ([*FINE[:2], Given("mark", False, " ")], ["/answers/2/note"]),
        ([FINE[0], Given("old_admins", True), FINE[2]], ["/answers/1/note"]),
        (FINE[:2], ["/answers"]),
        ([*FINE, Given("listed", True)], ["/answers/3/key"]),
        ([*FINE, Given("unknown", True)], ["/answers/3/key"]),
    ],
)
def test_every_check_is_answered_once_and_explained(given: list[Given], wrong: list[str]) -> None:
    assert [one.pointer for one in faults(ASKED, given)] == wrong


@pytest.mark.parametrize(
    ("result", "bad", "correct_by", "wrong"),
    [
        ("continue", (), None, []),
        ("continue", ("mark",), None, []),  # not required: explained is enough
        ("continue", ("listed",), None, ["/result"]),
        ("correct", ("listed",), TODAY, []),
        ("correct", ("listed",), None, ["/correct_by"]),
        ("correct", ("listed",), date(2026, 11, 23), ["/correct_by"]),
        ("correct", ("listed",), date(2027, 11, 25), ["/correct_by"]),
        ("correct", (), TODAY, ["/result"]),
        ("pause", ("listed",), None, []),
        ("close", (), TODAY, ["/correct_by"]),
    ],
)
def test_the_result_follows_from_the_answers(
    result: Result, bad: tuple[str, ...], correct_by: date | None, wrong: list[str]
) -> None:
    given = [Given(one.key, one.good is not (one.key in bad), "状況") for one in ASKED]
    found = not_good(ASKED, given)
    assert [one.key for one in found] == list(bad)
    assert [one.pointer for one in result_faults(result, found, correct_by=correct_by, today=TODAY)] == wrong


@pytest.mark.parametrize(
    ("reviewed_on", "opened_on", "migrated", "on"),
    [
        (None, date(2026, 4, 1), False, date(2027, 4, 1)),
        (None, date(2015, 4, 1), True, date(2027, 11, 24)),  # nobody is asked for the years before the register
        (date(2026, 2, 28), date(2015, 4, 1), True, date(2027, 2, 28)),
        (date(2026, 11, 24), date(2026, 4, 1), False, date(2027, 11, 24)),
    ],
)
def test_the_next_review(reviewed_on: date | None, opened_on: date, migrated: bool, on: date) -> None:
    assert next_on(reviewed_on=reviewed_on, opened_on=opened_on, entered_on=TODAY, migrated=migrated, months=12) == on


def test_a_correction_is_made_between_the_review_and_today() -> None:
    days = [date(2026, 11, 9), date(2026, 11, 10), TODAY, date(2026, 11, 25)]
    assert [bool(correction_faults(day, date(2026, 11, 10), TODAY)) for day in days] == [True, False, False, True]
