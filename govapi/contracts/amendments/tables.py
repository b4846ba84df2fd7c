"""変更契約: what changes from which day, and the clauses it brings in."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class Amendment(TenantRow, table=True):
    """変更契約. ``changes`` holds {field: {"before": …, "after": …}}; ``clauses`` holds {key: parameters}."""

    __tablename__ = "amendments"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_amendments_contract", "municipality_code", "contract_id", "id"),
        Index("ix_amendments_due", "municipality_code", "status", "effective_on"),
    )

    number: str = Field(max_length=60)  # 契約-2026-0001-変1
    status: str = Field(default="draft", max_length=20)
    contract_id: UUID = Field(foreign_key="contracts.id")
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    reason: str = Field(max_length=2000)
    effective_on: date  # the first day on which the new terms hold
    changes: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    clauses: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    resumes: str = Field(max_length=30)  # the state the contract returns to
    amount_before: int | None = None
    amount_after: int | None = None
    class_before: str | None = Field(default=None, max_length=4)
    class_after: str | None = Field(default=None, max_length=4)
    returned: bool = False
    policy_version: int = 0
    drafted_by: UUID | None = Field(default=None, foreign_key="people.id")
    submitted_by: UUID | None = Field(default=None, foreign_key="people.id")
    submitted_at: datetime | None = None
    decided_on: date | None = None
    applied_on: date | None = None  # the day on which the contract's own columns changed
