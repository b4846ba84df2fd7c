"""Every state × action × kind of person of a sub-contract and of a visit: exactly what the tables say, never a fault.

On SQLite alone: the table is asked before the database is.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col

from govapi.contracts.performance.visits.tables import SiteVisit
from govapi.contracts.performance.visits.workflow import SITE_VISIT
from govapi.contracts.subcontracts.tables import Subcontract
from govapi.contracts.subcontracts.workflow import SUBCONTRACT
from govapi.db.session import owned
from govapi.kit.ids import new_id
from govapi.people.relations import Who
from govapi.workflow import T
from tests.contracts.performance.test_visits import PLAN
from tests.contracts.subcontracts.deals import asked, concluded
from tests.support.app import Office
from tests.support.copies import copied, office_on, writes
from tests.support.databases import TestDatabase
from tests.support.life import Life

# How each stands to a record of 健康推進課; None: may not even see it. Of a visit 税務課 (haru) sees nothing.
PEOPLE: dict[str, frozenset[Who] | None] = {
    "misaki": frozenset({Who.SECTION_STAFF}),
    "kenichi": frozenset({Who.SECTION_STAFF, Who.SECTION_HEAD}),
    "kayo": frozenset({Who.CONTRACT_OFFICE}),
    "mio": frozenset({Who.SECURITY_OFFICE}),
    "jiro": frozenset({Who.SECURITY_SUPERVISOR}),
    "haru": frozenset(),
    "tadashi": frozenset(),
    "aoi": None,
}
BODIES: dict[str, dict[str, Any]] = {
    "end": {"ended_on": "2026-11-24"},
    "carry_out": {"visited_on": "2026-11-24", "attended_by": "見本　守", "conclusion": "適正"},
}
# The records of this test are not 履行中 on the day of the test: a visit cannot have been made yet.
UNMET = {("site_visit", "carry_out")}


@pytest.fixture(scope="module")
def office(sqlite_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_on(sqlite_database, tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def life(office: Office) -> Life:
    return concluded(office)


@pytest.fixture(scope="module")
def request_id(office: Office, life: Life) -> UUID:
    return UUID(asked(office, life)["id"])


@pytest.fixture(scope="module")
def visit_id(office: Office, life: Life) -> UUID:
    answer = office.as_("misaki").post(f"{life.path}/site-visits", PLAN)
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


def in_state(office: Office, table: Any, model_id: UUID, status: str) -> str:
    with writes(office) as session:
        model = session.exec(owned(session, table).where(col(table.id) == model_id)).one()
        return str(copied(session, model, status=status, number=f"写し-{new_id().hex[-20:]}").id)


def expected(flow: Any, row: T, status: str, who: frozenset[Who] | None) -> tuple[int, str]:
    if who is None:
        return 404, "not_found"
    if not row.by & who:
        return 403, "not_allowed"
    if status not in row.sources:
        return 409, "wrong_state"
    return (422, "invalid") if (flow.noun, row.action) in UNMET else (200, "")


def every_action(office: Office, flow: Any, table: Any, model_id: UUID, path: str, status: str, blind: frozenset[str]) -> None:
    shared = in_state(office, table, model_id, status)
    for name, who in PEOPLE.items():
        for row in (one for one in flow.transitions if one.is_for_people):
            wanted = expected(flow, row, status, None if name in blind else who)
            target = in_state(office, table, model_id, status) if wanted[0] == 200 else shared
            body = BODIES.get(row.action, {"reason": "試験のため。"})
            answer = office.as_(name).post(f"{path}/{target}/{row.action.replace('_', '-')}", body, etag='"1"')
            got = (answer.status_code, answer.json().get("code", ""))
            assert got == wanted, f"{name}: {row.action} in {status}: {answer.text[:400]}"
            if wanted[0] == 200:
                assert answer.json()["status"] == row.target
    seen = office.as_("misaki").get(f"{path}/{shared}").json()
    assert (seen["status"], seen["version"]) == (status, 1)


@pytest.mark.parametrize("status", SUBCONTRACT.labels)
def test_every_action_on_a_subcontract(office: Office, request_id: UUID, status: str) -> None:
    every_action(office, SUBCONTRACT, Subcontract, request_id, "/subcontracts", status, frozenset())


@pytest.mark.parametrize("status", SITE_VISIT.labels)
def test_every_action_on_a_visit(office: Office, visit_id: UUID, status: str) -> None:
    every_action(office, SITE_VISIT, SiteVisit, visit_id, "/site-visits", status, frozenset({"haru"}))


@pytest.mark.parametrize("status", SUBCONTRACT.labels)
def test_what_is_shown_is_what_may_be_done(office: Office, request_id: UUID, status: str) -> None:
    target = in_state(office, Subcontract, request_id, status)
    for name, who in PEOPLE.items():
        if who is None:
            continue
        shown = {one["action"] for one in office.as_(name).get(f"/subcontracts/{target}").json()["available_actions"]}
        assert shown == {
            row.action for row in SUBCONTRACT.transitions if row.is_for_people and row.by & who and status in row.sources
        }
