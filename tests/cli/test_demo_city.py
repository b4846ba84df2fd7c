"""The demo's city: contracts in every state, cloud services in use, people in every role, an unbroken trail, on any day."""

from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from sqlmodel import col

from govapi.audit.queries import verify_chain
from govapi.cli.demo.city import build
from govapi.cli.demo.town import described
from govapi.cloud_services.uses.rules import DECISIONS
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts.rules import status_on
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import LABELS
from govapi.db.session import Database, owned
from govapi.documents.regulations.queries import governing
from govapi.duties.tables import Duty
from govapi.edge.transaction import reading
from govapi.files.store import FileStore
from govapi.people.actor import DUTIES
from govapi.personnel_changes.handovers.tables import Handover
from govapi.policy.store import current
from govapi.sns_accounts.tables import SnsAccount

CLOUD_STATES = {"draft", "in_approval", "permitted", "refused", "suspended", "ending"}
CLOUD_DUTIES = {
    "cloud.condition", "cloud.event", "cloud.manager", "cloud.registration", "cloud.removal", "cloud.unapproved",
}  # fmt: skip
# The other kinds are 未整備.
WRITTEN = {"basic_policy", "standard", "outsourcing_criteria", "cloud_rules", "sns_account_procedure", "sns_account_policy"}
ACCOUNT_STATES = {"draft", "in_approval", "active", "paused", "closing"}


# The ends of a fiscal year; `govapi demo --check` takes the day it runs on.
DAYS = [date(2027, 3, 31), date(2027, 4, 1)]
OTHERS = [pytest.param(day, marks=pytest.mark.soak) for day in (date(2026, 11, 24), date(2028, 2, 29))]


@pytest.mark.parametrize("today", [*DAYS, *OTHERS])
def test_the_city_is_whole_on_any_day(sqlite_template: Path, tmp_path: Path, today: date) -> None:
    database = Database.at(f"sqlite:///{copy(sqlite_template, tmp_path / 'city.sqlite3')}")
    stage = build(database, FileStore.from_url(f"file:{tmp_path / 'files'}"), today)
    with reading(database, stage.town.code) as session:
        contracts = session.exec(owned(session, Contract)).all()
        states = {status_on(one.status, one.starts_on, today) for one in contracts}
        assert states == set(LABELS)
        assert any(one.migrated for one in contracts)
        assert len({one.organ_id for one in contracts}) >= 5
        assert {one.status for one in session.exec(owned(session, CloudUse))} == CLOUD_STATES
        assert {one.decision for one in session.exec(owned(session, CloudUse))} == {"", *DECISIONS}
        assert {one.status for one in session.exec(owned(session, SnsAccount))} == ACCOUNT_STATES
        handed = {one.role for one in session.exec(owned(session, Handover))}
        assert {"sns.officer", "cloud.manager", "contract.inspector"} <= handed
        duties = session.exec(owned(session, Duty).where(col(Duty.status) == "open")).all()
        assert {one.kind for one in duties} >= {*CLOUD_DUTIES, "sns.officer", "sns.closing"}
        policy = current(session, today).policy
        assert set(governing(session, policy, policy.regulating.kinds, today)) == WRITTEN
        assert verify_chain(session).ok
    database.engine.dispose()


def test_there_are_people_in_every_role() -> None:
    departments = [one for bureau in described()["departments"] for one in (bureau, *bureau.get("sections", ()))]
    held = {duty for department in departments for post in department["posts"] for duty in post.get("duties", ())}
    assert set(DUTIES) - held <= {"deputy_ciso", "staff"}  # 副CISO is optional; everybody is 職員
