"""The measure under a contract, and what was paid of a claim."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class Measure(TenantRow, table=True):
    """契約に基づく措置: what is done, on which clause it rests, from which day; decided on a route."""

    __tablename__ = "measures"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
        Index("ix_measures_status", "municipality_code", "status", "id"),
        Index("ix_measures_kind", "municipality_code", "kind", "id"),
        Index("ix_measures_contract", "municipality_code", "contract_id", "id"),
        Index("ix_measures_contractor", "municipality_code", "contractor_id", "id"),
        Index("ix_measures_department", "municipality_code", "department_path", "id"),
        Index("ix_measures_finding", "municipality_code", "finding_id"),
        Index("ix_measures_incident", "municipality_code", "incident_id"),
        Index("ix_measures_due", "municipality_code", "kind", "applied_on", "effective_on"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=20)
    kind: str = Field(max_length=20)  # suspend | terminate | damages
    contract_id: UUID = Field(foreign_key="contracts.id")
    contractor_id: UUID = Field(foreign_key="contractors.id")
    finding_id: UUID | None = Field(default=None, foreign_key="findings.id")
    incident_id: UUID | None = Field(default=None, foreign_key="incidents.id")
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    policy_version: int = 0

    clause_key: str = Field(max_length=60)
    clause_title: str = Field(max_length=100)
    clause_article: str = Field(default="", max_length=40)
    clause_policy: list[str] = Field(default_factory=list, sa_type=Json)
    reason: str = Field(max_length=2000)
    demand: str = Field(default="", max_length=2000)  # what the contractor must do meanwhile
    effective_on: date
    until: date | None = None  # the last day of a 一時中断, where it is known
    amount: int | None = None  # the claim of 損害賠償, yen

    requested_by: UUID | None = Field(default=None, foreign_key="people.id")
    requested_at: datetime | None = None
    decided_by_name: str = Field(default="", max_length=100)
    decided_by_post: str = Field(default="", max_length=200)
    decided_on: date | None = None
    applied_on: date | None = None  # the day the contract itself was moved by it
    ended_by: UUID | None = Field(default=None, foreign_key="people.id")
    ended_at: datetime | None = None
    end_note: str = Field(default="", max_length=2000)


class MeasurePayment(TenantRow, table=True):
    """損害賠償金の納付: what was paid of a claim, and when."""

    __tablename__ = "measure_payments"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_measure_payments_measure", "municipality_code", "measure_id"),
    )

    measure_id: UUID = Field(foreign_key="measures.id")
    paid_on: date
    amount: int
    remark: str = Field(default="", max_length=200)
    recorded_by: UUID | None = Field(default=None, foreign_key="people.id")
    recorded_name: str = Field(max_length=100)
