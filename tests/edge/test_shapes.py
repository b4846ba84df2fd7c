"""The field types of the doors: which days can be given."""

import pytest
from pydantic import TypeAdapter, ValidationError

from govapi.edge.shapes import Day

DAYS: TypeAdapter[object] = TypeAdapter(Day)


@pytest.mark.parametrize("text", ["1868-01-25", "2026-02-28", "2028-02-29", "2999-12-31"])
def test_a_day_that_can_be_told_is_taken(text: str) -> None:
    assert str(DAYS.validate_python(text)) == text


@pytest.mark.parametrize("text", ["0001-01-01", "1868-01-24", "3000-01-01", "9999-12-31", "2027-02-29", "2026-4-1", "0"])
def test_a_day_from_which_nothing_can_be_counted_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        DAYS.validate_python(text)
