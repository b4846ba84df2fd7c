"""内示: before the day of publication not a row is written but those of the list itself and its sealed trail."""

from datetime import UTC, datetime

from sqlalchemy import text
from sqlmodel import col

from govapi.db.base import Base
from govapi.db.session import owned
from govapi.people.tables import Person
from tests.personnel_changes.handovers.held import everything
from tests.personnel_changes.lists import act, run_job, spring, taken
from tests.support.app import CODE, Office
from tests.support.copies import writes

OWN_TABLES = {"personnel_changes", "personnel_moves", "audit_rows", "audit_heads", "events", "counters"}
DAY_BEFORE = datetime(2027, 3, 24, 1, 0, tzinfo=UTC)
DAY = datetime(2027, 3, 25, 1, 0, tzinfo=UTC)


def test_no_row_is_written_before_the_day(office: Office) -> None:
    everything(office)
    office.clock.go_to(DAY_BEFORE)
    jobs = ("publish-personnel-changes", "re-review", "send-mail")
    for task in jobs:
        run_job(office, task)
    before = _rows(office)
    change_id = taken(office, spring(office))
    act(office, change_id, "apply")
    for task in jobs:
        run_job(office, task)
    after = _rows(office)
    assert {name for name in before if before[name] != after[name]} <= OWN_TABLES | {"jobs"}
    office.clock.go_to(DAY)
    run_job(office)
    published = _rows(office)
    wanted = {"appointments", "people", "handovers", "handover_items", "duties", "personnel_effects"}
    assert wanted <= {name for name in before if before[name] != published[name]}


def _rows(office: Office) -> dict[str, list[str]]:
    """Every row of every table of the town."""
    with writes(office) as session:
        session.exec(owned(session, Person).where(col(Person.municipality_code) == CODE)).first()
        return {
            name: sorted(map(repr, session.execute(text(f"SELECT * FROM {name}")).all()))  # the names are our own
            for name in Base.metadata.tables
        }
