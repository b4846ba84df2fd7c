"""Every state × action × kind of person of findings, measures, incidents and proposals: exactly what the tables say.

On SQLite alone: the table is asked before the database is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from govapi.db.base import TenantRow
from govapi.db.session import owned
from govapi.kit.ids import new_id
from govapi.measures.findings.tables import Finding, FindingRound
from govapi.measures.findings.workflow import FINDING
from govapi.measures.incidents.tables import Incident, IncidentContract
from govapi.measures.incidents.workflow import INCIDENT
from govapi.measures.proposals.tables import SuspensionProposal
from govapi.measures.proposals.workflow import PROPOSAL
from govapi.measures.tables import Measure
from govapi.measures.workflow import MEASURE
from govapi.people.relations import Who
from govapi.workflow import Workflow
from tests.measures.records import incident, measure, proposal, replied
from tests.support.app import Office
from tests.support.copies import copied, office_on, writes
from tests.support.databases import TestDatabase
from tests.support.life import Life, draft

STAFF, HEAD, OFFICE, SECURITY = Who.SECTION_STAFF, Who.SECTION_HEAD, Who.CONTRACT_OFFICE, Who.SECURITY_OFFICE
# How each stands to a record of 健康推進課. Whether they see it, by noun, is beside it.
PEOPLE: dict[str, frozenset[Who]] = {
    "misaki": frozenset({STAFF}),
    "kenichi": frozenset({STAFF, HEAD}),
    "kayo": frozenset({OFFICE}),
    "mio": frozenset({SECURITY}),
    "jiro": frozenset({Who.SECURITY_SUPERVISOR}),
    "hanako": frozenset({Who.CISO}),
    "tadashi": frozenset(),
    "haru": frozenset(),  # another section of the bureau
    "aoi": frozenset(),  # another organ
}
BODIES: Mapping[str, Mapping[str, Any]] = {
    "request_improvement": {"demanded": "直すこと。"},
    "record_reply": {"reply": "直した。", "received_on": "2026-12-01"},
    "confirm": {"confirmation": "確かめた。"},
    "insist": {"demanded": "直すこと。", "reason": "足りないため。"},
    "submit": {"note": "伺います。"},
    "answer": {"result": "not_suspended", "answered_on": "2026-12-01"},
}
NO_BODY = {"reason": "試験のため。"}


@dataclass(frozen=True)
class Kind:
    """A kind of record under test: its table, its path, who does not see it, and what a copy lacks."""

    flow: Workflow
    table: type[TenantRow]
    path: str
    unseen: frozenset[str]
    unmet: Mapping[tuple[str, str], str]


KINDS = {
    "finding": Kind(
        FINDING,
        Finding,
        "/findings",
        frozenset({"haru", "aoi"}),
        {("escalated", "conclude"): "まだ決定していません"},
    ),
    "measure": Kind(
        MEASURE,
        Measure,
        "/measures",
        frozenset({"aoi"}),
        {
            ("decided", "start_termination"): "契約の解除の措置だけ",
            ("decided", "lift"): "一時中断の措置だけ",
            ("decided", "complete"): "納付されていません",
        },
    ),
    "incident": Kind(
        INCIDENT,
        Incident,
        "/incidents",
        frozenset({"kayo", "haru", "aoi"}),
        {("contained", "close"): "通報が記録されていません"},
    ),
    "proposal": Kind(
        PROPOSAL,
        SuspensionProposal,
        "/suspension-proposals",
        frozenset({"aoi"}),
        {("answered", "record_restriction"): "結果が指名停止の具申だけ"},
    ),
}
CASES = [(name, status) for name, kind in KINDS.items() for status in kind.flow.labels]


@pytest.fixture(scope="module")
def office(sqlite_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_on(sqlite_database, tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def life(office: Office) -> Life:
    return draft(office).to_active()


@pytest.fixture(scope="module")
def models(office: Office, life: Life) -> dict[str, str]:
    """One record of each kind, to be copied into every state."""
    return {
        "finding": replied(office, life)["id"],
        "measure": measure(office, life, kind="damages", until=None, amount=100)["id"],
        "incident": incident(office, life)["id"],
        "proposal": proposal(office, life)["id"],
    }


def copy_in(office: Office, kind: Kind, model: str, status: str) -> str:
    """A copy in this state, without the stamps of those who made the model."""
    with writes(office) as session:
        found = session.exec(owned(session, kind.table).where(kind.table.id == UUID(model))).one()
        stamps = {f"{row.stamps}_by": None for row in kind.flow.transitions if row.stamps}
        row = copied(session, found, status=status, number=f"写し-{new_id().hex[-20:]}", **stamps)
        for linked, column in ((FindingRound, "finding_id"), (IncidentContract, "incident_id")):
            for one in session.exec(owned(session, linked).where(getattr(linked, column) == UUID(model))).all():
                copied(session, one, **{column: row.id})
        return str(row.id)


def expected(kind: Kind, status: str, action: str, name: str) -> tuple[int, str]:
    """Status and code as the table has them."""
    row = kind.flow.row(action)
    if name in kind.unseen:
        return 404, "not_found"
    if not row.by & PEOPLE[name]:
        return 403, "not_allowed"
    if status not in row.sources:
        return 409, "wrong_state"
    return (422, "unmet") if (status, action) in kind.unmet else (200, "")


@pytest.mark.parametrize(("noun", "status"), CASES)
def test_every_action_of_every_person(office: Office, models: dict[str, str], noun: str, status: str) -> None:
    kind = KINDS[noun]
    shared = copy_in(office, kind, models[noun], status)
    for name in PEOPLE:
        for row in kind.flow.transitions:
            if not row.is_for_people:
                continue
            wanted = expected(kind, status, row.action, name)
            target = copy_in(office, kind, models[noun], status) if wanted[0] == 200 else shared
            path = f"{kind.path}/{target}/{row.action.replace('_', '-')}"
            answer = office.as_(name).post(path, dict(BODIES.get(row.action, NO_BODY)), etag='"1"')
            got = (answer.status_code, answer.json().get("code", ""))
            assert got == wanted, f"{name}: {row.action} in {status}: {answer.text[:400]}"
            if wanted[0] == 200:
                assert answer.json()["status"] == row.target
            if wanted == (422, "unmet"):
                assert kind.unmet[status, row.action] in answer.json()["detail"]
    seen = office.as_("hanako").get(f"{kind.path}/{shared}").json()
    assert (seen["status"], seen["version"]) == (status, 1)


@pytest.mark.parametrize(("noun", "status"), CASES)
def test_what_is_shown_is_what_may_be_done(office: Office, models: dict[str, str], noun: str, status: str) -> None:
    kind = KINDS[noun]
    target = copy_in(office, kind, models[noun], status)
    for name, who in PEOPLE.items():
        if name in kind.unseen:
            continue
        shown = office.as_(name).get(f"{kind.path}/{target}").json()["available_actions"]
        allowed = {row.action for row in kind.flow.transitions if row.is_for_people and row.by & who and status in row.sources}
        assert {one["action"] for one in shown} == allowed, name
        blocked = {one["action"] for one in shown if one["blocked_because"]}
        assert blocked == {action for action in allowed if (status, action) in kind.unmet}, name


@pytest.mark.parametrize("noun", KINDS)
def test_what_only_a_decision_does_has_no_door(office: Office, models: dict[str, str], noun: str) -> None:
    kind = KINDS[noun]
    for row in kind.flow.transitions:
        path = f"{kind.path}/{models[noun]}/{row.action.replace('_', '-')}"
        if not row.is_for_people:
            assert office.as_("kenichi").post(path, {}, etag='"1"').status_code in (404, 405), row.action
    patched = office.as_("kenichi").patch(f"{kind.path}/{models[noun]}", {"status": "closed"}, etag='"1"')
    assert patched.status_code == 422
