"""Which questions are asked, what is wrong with the answers, when it is asked again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.cloud_services.confirmations.rules import (
    Given,
    faults,
    first_counted_from,
    follow_up_on,
    next_on,
    not_good,
    questions,
)
from govapi.policy.loading import default_policy
from govapi.policy.schema.base import Source, SourceKind
from govapi.policy.schema.cloud import ConfirmationItem

POLICY = default_policy()
SOURCE = Source(kind=SourceKind.INITIAL, basis="試験のため")


def item(key: str, **changes: object) -> ConfirmationItem:
    values = {"key": key, "label": f"{key}か。", "because": "試験のため。", "policy": ("6(8)",), "source": SOURCE}
    return ConfirmationItem.model_validate({**values, **changes})


ALWAYS, AI, HEAVY = item("always"), item("ai", kinds=("generative_ai",), good=False), item("heavy", class_at_least="2")
CLOUD = POLICY.cloud.model_copy(update={"confirmation": (ALWAYS, AI, HEAVY)})


@pytest.mark.parametrize(
    ("kinds", "class_code", "expected"),
    [
        (["saas"], "1", ["always"]),
        (["saas", "generative_ai"], "1", ["always", "ai"]),
        (["saas"], "2", ["always", "heavy"]),
        (["generative_ai"], "3C", ["always", "ai", "heavy"]),
        ([], None, ["always"]),
    ],
)
def test_questions_follow_the_kind_and_the_class(kinds: list[str], class_code: str | None, expected: list[str]) -> None:
    found = questions(CLOUD, POLICY.classification, kinds=kinds, class_code=class_code)
    assert [one.key for one in found] == expected


@pytest.mark.parametrize(
    ("given", "pointers"),
    [
        ([Given("always", True), Given("ai", False)], []),
        ([Given("always", False, "年度末に終える。"), Given("ai", True, "設定を改める。")], []),
        ([Given("always", False), Given("ai", True, " ")], ["/answers/0/remark", "/answers/1/remark"]),
        ([Given("always", True)], ["/answers"]),
        ([Given("always", True), Given("always", True), Given("ai", False)], ["/answers/1/key"]),
        ([Given("other", True), Given("always", True), Given("ai", False)], ["/answers/0/key"]),
    ],
)
def test_every_fault_of_the_answers_is_named(given: list[Given], pointers: list[str]) -> None:
    assert [one.pointer for one in faults([ALWAYS, AI], given)] == pointers


def test_what_is_not_good() -> None:
    assert not_good([ALWAYS, AI], [Given("always", False), Given("ai", False)]) == [ALWAYS]


@pytest.mark.parametrize(
    ("since", "ends_on", "expected"),
    [
        (date(2026, 12, 1), None, date(2027, 12, 1)),
        (date(2026, 12, 1), date(2028, 3, 31), date(2027, 12, 1)),
        (date(2026, 12, 1), date(2027, 3, 31), date(2027, 3, 31)),
        (date(2028, 2, 29), None, date(2029, 2, 28)),
        (date(2027, 3, 31), date(2027, 3, 31), None),
        (date(2027, 4, 1), date(2027, 3, 31), None),
    ],
)
def test_the_next_day_is_within_a_year_and_not_after_the_end(since: date, ends_on: date | None, expected: date | None) -> None:
    assert next_on(since, 12, ends_on) == expected


days = st.dates(date(2026, 1, 1), date(2040, 1, 1))


@given(days, st.integers(1, 60), st.none() | days)
def test_it_is_always_later_and_never_after_the_end(since: date, months: int, ends_on: date | None) -> None:
    found = next_on(since, months, ends_on)
    if found is None:
        assert ends_on is not None and ends_on <= since
    else:
        assert since < found <= since + timedelta(days=31 * months) and (ends_on is None or found <= ends_on)


def test_the_first_is_counted_from_the_later_of_decision_and_beginning() -> None:
    decided, begins = date(2026, 11, 24), date(2027, 4, 1)
    assert first_counted_from(decided, begins, decided) == begins
    assert first_counted_from(decided, date(2026, 4, 1), decided) == decided
    assert first_counted_from(None, None, begins) == begins


def test_what_the_result_asks_for_is_due_before_the_end() -> None:
    assert follow_up_on(date(2026, 11, 24), 30, None) == date(2026, 12, 24)
    assert follow_up_on(date(2026, 11, 24), 30, date(2026, 11, 30)) == date(2026, 11, 30)
    assert follow_up_on(date(2026, 11, 24), 30, date(2026, 11, 1)) == date(2026, 11, 24)
