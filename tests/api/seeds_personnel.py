"""Lists of moves for the world and for the scenes. Each is about another day, so that none stands in the way of another."""

from datetime import date, timedelta
from itertools import count

from tests.personnel_changes.lists import Row, move, taken
from tests.support.app import Office

DAYS = (date(2028, 1, 1) + timedelta(days=number) for number in count())


def one_day(office: Office) -> list[Row]:
    """A second post for one day."""
    day = next(DAYS).isoformat()
    return [move(office, "tsubasa", "管財課", "係長", kind="兼務", on=day, until=day)]


def seed(office: Office) -> dict[str, str]:
    """A list that was taken in, by its collection."""
    return {"/personnel-changes": taken(office, one_day(office))}
