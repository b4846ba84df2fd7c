"""Five hundred move over three hundred accounts: applied, applied again, corrected. The right handovers, once, in few statements."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event, func
from sqlmodel import col

from govapi.db.session import owned, owned_columns
from govapi.duties.tables import Duty
from govapi.people.tables import Appointment
from govapi.personnel_changes.handovers.tables import Handover
from tests.personnel_changes.crowd import ACCOUNTS, SECTIONS, TITLES, crowd, moves, name_of, section_of
from tests.personnel_changes.lists import CLERK, Row, act, correct, published, run_job, take_in
from tests.support.app import Office
from tests.support.copies import writes

PEOPLE = SECTIONS * len(TITLES)
MOST_STATEMENTS = 150
RING = PEOPLE - len(TITLES)


def test_five_hundred_move_over_three_hundred_accounts(office: Office) -> None:
    crowd(office)
    with counted(office) as statements:
        change_id = published(office, moves())
    assert statements.count() <= MOST_STATEMENTS, statements.most_common(5)
    first = handovers(office)
    assert len(first) == ACCOUNTS and {row.role for row in first.values()} == {"sns.officer"}
    for n, row in first.items():
        assert (row.giver_name, row.receiver_name) == (name_of(n), follower(n)), n
    assert appointments(office) == 2 * PEOPLE - len(TITLES)
    run_again(office, change_id)
    assert {n: row.version for n, row in handovers(office).items()} == {n: row.version for n, row in first.items()}
    corrected(office, change_id, first)
    the_day_comes(office)


def run_again(office: Office, change_id: str) -> None:
    """The same list on the same record, as a new one, and the daily jobs: nothing changes."""
    before = appointments(office)
    assert correct(office, change_id, moves()).json()["edition"] == 1
    refused = take_in(office, moves())
    assert (refused.status_code, len(refused.json()["errors"])) == (422, 200) and f"{PEOPLE:,}件の誤り" in refused.json()[
        "detail"
    ]
    run_job(office)
    run_job(office, "re-review")
    assert appointments(office) == before


def corrected(office: Office, change_id: str, first: dict[int, Handover]) -> None:
    """Three heads of sections change places, and one who was to retire stays: four handovers differ, all others stay as they are."""
    a, b, c = RING - 30, RING - 25, RING - 20
    rows: list[Row] = moves()
    stays = PEOPLE - 1
    targets = {a: rows[b], b: rows[c], c: rows[a]}
    again = [{**row, "department": targets[n]["department"]} if n in targets else row for n, row in enumerate(rows) if n != stays]
    with counted(office) as statements:
        assert correct(office, change_id, again).status_code == 200
        seen = office.as_(CLERK).get(f"/personnel-changes/{change_id}/preview").json()
        answer = act(office, change_id, "correct")
    assert answer.status_code == 200, answer.text
    assert (seen["kept"], seen["added"], seen["removed"]) == (PEOPLE - 4, 3, 4)
    assert statements.count() <= MOST_STATEMENTS, statements.most_common(5)
    now = handovers(office)
    assert now.keys() == first.keys() and now[stays].status == "dropped"
    told = {n: row.receiver_name for n, row in now.items() if row.receiver_name != first[n].receiver_name}
    assert told == {b: name_of(c), c: name_of(a), c + 5: name_of(b)}
    same = [n for n in now if n != stays and n not in told]
    assert {n: now[n].version for n in same} == {n: first[n].version for n in same}
    assert Counter(row.status for row in now.values()) == {"open": ACCOUNTS - 1, "dropped": 1}
    assert appointments(office) == 2 * PEOPLE - len(TITLES)


def the_day_comes(office: Office) -> None:
    """The daily job finds the same handovers, and the vacancies of those who retired without a successor."""
    before = {n: row.id for n, row in handovers(office).items()}
    office.clock.go_to(datetime(2027, 4, 1, 1, 0, tzinfo=UTC))
    run_job(office, "re-review")
    assert {n: row.id for n, row in handovers(office).items()} == before
    with writes(office) as session:
        vacant = session.exec(owned(session, Duty).where(col(Duty.kind) == "sns.officer", col(Duty.noun) == "sns_account")).all()
    assert {duty.number for duty in vacant} == {f"試験-{n:04d}" for n in range(RING, PEOPLE - 1)}


def follower(number: int) -> str:
    """Who comes to the post of this number; nobody to the section that is dissolved."""
    return name_of((number - len(TITLES)) % RING) if number < RING else ""


def handovers(office: Office) -> dict[int, Handover]:
    """By the number of the post whose account is handed over."""
    with writes(office) as session:
        rows = session.exec(owned(session, Handover)).all()
        found = {int(row.record_number.removeprefix("試験-")): row for row in rows}
    assert len(found) == len(rows)
    assert all(section_of(n) in row.giver_post for n, row in found.items())
    return found


def appointments(office: Office) -> int:
    with writes(office) as session:
        mine = owned_columns(session, Appointment, func.count()).where(col(Appointment.note) != "other")
        town = len(office.town.posts)
        return int(session.execute(mine).scalar_one()) - town


class counted:  # reads as a word
    """The statements that reach the database meanwhile; many rows of one kind are one statement."""

    def __init__(self, office: Office) -> None:
        self.engine, self.seen = office.database.engine, Counter[str]()

    def _see(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        self.seen[statement[:90]] += 1

    def __enter__(self) -> "counted":
        event.listen(self.engine, "before_cursor_execute", self._see)
        return self

    def __exit__(self, *_fault: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self._see)

    def count(self) -> int:
        return self.seen.total()

    def most_common(self, most: int) -> list[tuple[str, int]]:
        return self.seen.most_common(most)
