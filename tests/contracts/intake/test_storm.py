"""Two thousand rows at once (five hundred in the ordinary run): as many statements as for ten, but for SQLite's full text table."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from govapi.contracts.intake.rules import MAX_ROWS
from tests.contracts.intake.books import ROW, filled, send, template_of
from tests.support.app import Office

NUMBERS = ("5999900000012", "2999900000023", "8999900000001")
SLOTS = ("search_grams", "last_insert_rowid")


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """The statements that run meanwhile; many rows in one execution count once, SQLite's full text slots not at all."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not any(slot in statement for slot in SLOTS):
            said.append(statement)

    event.listen(office.database.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(office.database.engine, "before_cursor_execute", note)


def rows(first: int, count: int) -> list[dict[str, Any]]:
    """Rows of three companies with a number and others without, each a contract of its own."""
    found = []
    for number in range(first, first + count):
        party: dict[str, Any] = {"name": f"見本商店{number}", "corporate_number": None, "kind": "個人事業主"}
        if number % 2:
            party = {"name": f"株式会社見本{number % 3}", "corporate_number": NUMBERS[number % 3]}
        found.append(ROW | party | {"title": f"移行業務委託{number}"})
    return found


@pytest.mark.parametrize("count", [500, pytest.param(MAX_ROWS, marks=pytest.mark.soak)])
def test_a_whole_book_at_once(office: Office, count: int) -> None:
    kayo = office.as_("kayo")
    template = template_of(kayo)
    few, many = filled(template, rows(0, 10)), filled(template, rows(10, count))
    with counted(office) as for_few:
        assert send(kayo, few).status_code == 201
    with counted(office) as for_many:
        answer = send(kayo, many)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["rows"], answer.json()["contracts"][-1]["number"]) == (count, f"契約-2026-{count + 10:04}")
    # The driver may cut a long list of rows into a few parts.
    assert len(for_many) <= len(for_few) + 100, for_many[-20:]
    found = kayo.get("/contracts", params={"q": f"移行業務委託{count - 1}"}).json()["items"]
    assert [one["title"] for one in found] == [f"移行業務委託{count - 1}"]
    with counted(office) as for_gaps:
        page = kayo.get("/contracts/intake/gaps", params={"limit": 200}).json()
    assert len(page["items"]) == 200 and len(for_gaps) <= 20
    over = send(kayo, filled(template, rows(3000, MAX_ROWS + 1)))
    assert (over.status_code, over.json()["code"]) == (422, "intake_too_many")
