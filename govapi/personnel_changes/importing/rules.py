"""What a row of the list says, before it is known whom and which posts it means. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from govapi.policy.schema.personnel import MoveField, MoveKind

LENGTHS: Mapping[MoveField, int] = {
    "staff_number": 20,
    "name": 100,
    "kana": 100,
    "subject": 255,
    "email": 254,
    "kind": 100,
    "from_department": 200,
    "from_post": 100,
    "to_department": 200,
    "to_post": 100,
    "remark": 500,
}
FIRST_DAY, LAST_DAY = date(2000, 4, 1), date(2100, 3, 31)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it was understood; what could not be read is empty, and stands among the faults."""

    row: int
    staff_number: str
    name: str
    kana: str
    subject: str
    email: str
    kind: MoveKind | None
    effective_on: date | None
    until: date | None  # exclusive
    from_department: str
    from_post: str
    to_department: str
    to_post: str
    remark: str


@dataclass(frozen=True, slots=True)
class EntryFault:
    """What is wrong in one cell of one row."""

    row: int
    field: MoveField
    message: str
