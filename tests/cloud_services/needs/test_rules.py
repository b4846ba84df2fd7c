"""In which states a use wants its provider assessed, and what it says of the town's questions."""

from datetime import date

import pytest

from govapi.cloud_services.needs.rules import answers, wants

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("status", "ends_on", "expected"),
    [
        ("permitted", None, True),
        ("suspended", TODAY, True),
        ("permitted", date(2026, 11, 23), False),
        ("ending", date(2026, 11, 23), True),  # it holds our information still
        ("draft", None, False),
        ("in_approval", None, False),
        ("ended", None, False),
        ("superseded", None, False),
    ],
)
def test_wanted_from_the_permission_to_the_removal(status: str, ends_on: date | None, expected: bool) -> None:
    assert wants(status, ends_on, TODAY) is expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "none"), (1, "up_to_100"), (100, "up_to_100"), (101, "up_to_1000"), (1000, "up_to_1000"), (1001, "over_1000")],
)
def test_a_number_of_persons_in_the_words_of_the_question(count: int, expected: str) -> None:
    assert answers(zone="my_number", personal=True, person_count=count) == {
        "handles_information": True,
        "residents_data": True,
        "zone": "my_number_zone",
        "person_count": expected,
    }


def test_what_is_not_known_is_not_said() -> None:
    assert answers(zone=None, personal=False, person_count=None) == {"handles_information": True, "residents_data": False}
