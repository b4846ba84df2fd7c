"""The demo's city: contracts in every state, people in every role, an unbroken trail, on any day of the year."""

from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from govapi.audit.queries import verify_chain
from govapi.cli.demo.city import build
from govapi.cli.demo.town import described
from govapi.contracts.rules import status_on
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import LABELS
from govapi.db.session import Database, owned
from govapi.edge.transaction import reading
from govapi.people.actor import DUTIES


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2027, 3, 31), date(2027, 4, 1), date(2028, 2, 29)])
def test_the_city_is_whole_on_any_day(sqlite_template: Path, tmp_path: Path, today: date) -> None:
    database = Database.at(f"sqlite:///{copy(sqlite_template, tmp_path / 'city.sqlite3')}")
    stage = build(database, today)
    with reading(database, stage.town.code) as session:
        contracts = session.exec(owned(session, Contract)).all()
        states = {status_on(one.status, one.starts_on, today) for one in contracts}
        assert states == set(LABELS)
        assert any(one.migrated for one in contracts)
        assert len({one.organ_id for one in contracts}) >= 5
        assert verify_chain(session).ok
    database.engine.dispose()


def test_there_are_people_in_every_role() -> None:
    departments = [one for bureau in described()["departments"] for one in (bureau, *bureau.get("sections", ()))]
    held = {duty for department in departments for post in department["posts"] for duty in post.get("duties", ())}
    assert set(DUTIES) - held <= {"deputy_ciso", "staff"}  # 副CISO is optional; everybody is 職員
