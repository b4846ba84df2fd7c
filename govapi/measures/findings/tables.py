"""The finding, and each round of demand and reply."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class Finding(TenantRow, table=True):
    """指摘: what was found where, and the clause it breaks. ``deadline`` is the day of the demand now under way."""

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_findings_status", "municipality_code", "status", "id"),
        Index("ix_findings_contractor", "municipality_code", "contractor_id", "id"),
        Index("ix_findings_contract", "municipality_code", "contract_id", "id"),
        Index("ix_findings_department", "municipality_code", "department_path", "id"),
        Index("ix_findings_severity", "municipality_code", "severity", "id"),
        Index("ix_findings_deadline", "municipality_code", "status", "deadline"),
        Index("ix_findings_source", "municipality_code", "source_id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="open", max_length=20)
    source: str = Field(max_length=20)
    source_id: UUID | None = None  # the check sheet, site visit or incident it comes from
    source_number: str = Field(default="", max_length=60)
    question: str = Field(default="", max_length=40)  # the question of the check sheet
    contractor_id: UUID = Field(foreign_key="contractors.id")
    contract_id: UUID | None = Field(default=None, foreign_key="contracts.id")
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    policy_version: int = 0

    title: str = Field(max_length=200)
    found_on: date
    content: str = Field(max_length=4000)
    severity: str = Field(max_length=10)  # major | minor | advice
    clause_key: str = Field(default="", max_length=60)
    clause_title: str = Field(default="", max_length=100)
    clause_article: str = Field(default="", max_length=40)
    clause_policy: list[str] = Field(default_factory=list, sa_type=Json)  # the policy sentences it serves
    demanded: str = Field(default="", max_length=4000)
    deadline: date | None = None
    turn: int = 0  # how often an improvement was demanded

    recorded_by: UUID | None = Field(default=None, foreign_key="people.id")
    recorded_name: str = Field(max_length=100)
    requested_by: UUID | None = Field(default=None, foreign_key="people.id")
    requested_at: datetime | None = None
    replied_by: UUID | None = Field(default=None, foreign_key="people.id")
    replied_at: datetime | None = None
    closed_by: UUID | None = Field(default=None, foreign_key="people.id")
    closed_at: datetime | None = None
    closed_name: str = Field(default="", max_length=100)
    confirmation: str = Field(default="", max_length=4000)  # how it was checked, and what was seen


class FindingRound(TenantRow, table=True):
    """改善要求とその回答: one round; a reply that does not do is followed by another."""

    __tablename__ = "finding_rounds"
    __table_args__ = (UniqueConstraint("municipality_code", "finding_id", "turn"),)

    finding_id: UUID = Field(foreign_key="findings.id")
    turn: int
    demanded: str = Field(max_length=4000)
    deadline: date
    requested_on: date
    requested_name: str = Field(max_length=100)
    reply: str = Field(default="", max_length=4000)
    received_on: date | None = None
    recorded_name: str = Field(default="", max_length=100)
