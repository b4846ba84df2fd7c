"""Which text of a regulation is in force on a day: one at most, whatever is recorded."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.documents.regulations.rules import Review, ends_on, in_force, next_review, repeal_fault, state, text_fault

START = date(2026, 4, 1)


@dataclass(frozen=True)
class Text:
    effective_on: date
    repealed_on: date | None = None


FIRST, SECOND = Text(date(2025, 4, 1)), Text(date(2026, 4, 1))
REPEALED = Text(date(2026, 4, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("texts", "on", "expected", "standing"),
    [
        ([], START, None, "missing"),
        ([FIRST, SECOND], date(2025, 3, 31), None, "upcoming"),
        ([FIRST, SECOND], date(2025, 4, 1), FIRST, "in_force"),
        ([FIRST, SECOND], date(2026, 3, 31), FIRST, "in_force"),
        ([FIRST, SECOND], date(2026, 4, 1), SECOND, "in_force"),
        ([FIRST, REPEALED], date(2026, 9, 30), REPEALED, "in_force"),
        ([FIRST, REPEALED], date(2026, 10, 1), None, "repealed"),
        ([FIRST, REPEALED, Text(date(2027, 4, 1))], date(2026, 12, 1), None, "upcoming"),
    ],
)
def test_the_last_text_that_has_taken_effect_is_in_force(
    texts: list[Text], on: date, expected: Text | None, standing: str
) -> None:
    assert in_force(texts, on) is expected
    assert state(texts, on) == standing


days = st.integers(0, 400).map(lambda number: START + timedelta(days=number))


@st.composite
def recorded(draw: st.DrawFn) -> list[Text]:
    """Texts as the register lets them be recorded, one after the other."""
    texts: list[Text] = []
    for _ in range(draw(st.integers(1, 6))):
        repeal: bool = draw(st.booleans())
        if texts and repeal and repeal_fault(texts, on := draw(days)) is None:
            last = max(texts, key=lambda one: one.effective_on)
            texts = [Text(one.effective_on, on) if one is last else one for one in texts]
        if text_fault(texts, on := draw(days)) is None:
            texts.append(Text(on))
    return texts


@given(recorded(), days)
def test_never_two_on_one_day(texts: list[Text], on: date) -> None:
    holding = [one for one in texts if one.effective_on <= on < (ends_on(texts, one) or date.max)]
    assert len(holding) <= 1
    assert in_force(texts, on) is (holding[0] if holding else None)


def test_a_text_is_not_put_where_another_stands_or_before_a_repeal() -> None:
    assert "既に記録されています" in (text_fault([FIRST], FIRST.effective_on) or "")
    assert "廃止することが記録されています" in (text_fault([REPEALED], date(2026, 9, 1)) or "")
    assert text_fault([REPEALED], date(2026, 10, 1)) is None
    assert text_fault([FIRST], date(2024, 4, 1)) is None


def test_what_is_not_in_force_or_begins_later_is_not_repealed() -> None:
    assert "記録されていません" in (repeal_fault([], START) or "")
    assert "翌日以後" in (repeal_fault([FIRST, SECOND], date(2026, 4, 1)) or "")
    assert "既に" in (repeal_fault([REPEALED], date(2027, 4, 1)) or "")
    assert repeal_fault([FIRST, SECOND], date(2026, 4, 2)) is None


@pytest.mark.parametrize(
    ("texts", "reviewed_on", "expected"),
    [
        ([], None, None),
        ([REPEALED], None, None),
        ([FIRST, SECOND], None, Review(date(2026, 4, 1), date(2027, 4, 1))),
        ([FIRST], date(2026, 2, 10), Review(date(2026, 2, 10), date(2027, 2, 10))),
        ([FIRST], date(2025, 1, 1), Review(date(2025, 4, 1), date(2026, 4, 1))),
    ],
)
def test_the_next_look_is_counted_from_the_last_one(texts: list[Text], reviewed_on: date | None, expected: Review | None) -> None:
    assert next_review(texts, reviewed_on, 12) == expected
