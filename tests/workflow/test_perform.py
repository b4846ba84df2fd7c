"""The only writer of a status: the step, its stamps and its audit row come together, or not at all."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlmodel import col

from govapi.audit.tables import AuditRow
from govapi.db.session import owned
from govapi.edge.transaction import reading, writing
from govapi.kit.clock import Clock
from govapi.kit.errors import Invalid
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.workflow import T, Workflow
from govapi.workflow.perform import perform
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, found

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
PERSON = Actor("person", KAKU, "架空　美咲", uuid4())
STAFF = frozenset({Who.SECTION_STAFF})
FLOW = Workflow(
    "leave",
    "申請",
    {"draft": "下書き", "asked": "申請中"},
    "draft",
    (
        T("ask", "申請する", ("draft",), "asked", STAFF, stamps="asked"),
        T("return", "差し戻す", ("asked",), "draft", STAFF, needs_reason=True),
    ),
)


@dataclass
class Leave:
    """A record with a life."""

    id: UUID = field(default_factory=uuid4)
    status: str = "draft"
    number: str = "申請-1"
    asked_by: UUID | None = None
    asked_at: datetime | None = None


def test_a_step_is_written_with_its_stamps_and_its_row(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    record = Leave()
    with writing(fresh_database.database, KAKU, Clock()) as session:
        perform(session, PERSON, record, FLOW, "ask", status="draft", facts=None, who=STAFF, now=NOW)
        assert (record.status, record.asked_by, record.asked_at) == ("asked", PERSON.person_id, NOW)
        perform(session, PERSON, record, FLOW, "return", status="asked", facts=None, who=STAFF, now=NOW, reason="記載の誤り")
    with reading(fresh_database.database, KAKU) as session:
        rows = session.exec(owned(session, AuditRow).where(col(AuditRow.noun) == "leave").order_by(col(AuditRow.seq))).all()
    assert [(row.action, row.from_status, row.to_status, row.reason, row.actor_name) for row in rows] == [
        ("leave.ask", "draft", "asked", "", "架空　美咲"),
        ("leave.return", "asked", "draft", "記載の誤り", "架空　美咲"),
    ]
    assert rows[0].summary == "申請する（下書き→申請中）"


@pytest.mark.parametrize("reason", ["", "  ", "　"])
def test_without_its_reason_nothing_is_written(fresh_database: TestDatabase, reason: str) -> None:
    found(fresh_database.database, [KAKU])
    record = Leave(status="asked")
    with pytest.raises(Invalid, match="理由を入力"), writing(fresh_database.database, KAKU, Clock()) as session:
        perform(session, PERSON, record, FLOW, "return", status="asked", facts=None, who=STAFF, now=NOW, reason=reason)
    assert record.status == "asked"
    with reading(fresh_database.database, KAKU) as session:
        assert session.exec(owned(session, AuditRow).where(col(AuditRow.noun) == "leave")).all() == []
