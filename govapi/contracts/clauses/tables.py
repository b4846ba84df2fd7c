"""The clause rows of a contract, and the waivers asked for."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class ContractClause(TenantRow, table=True):
    """契約の条項: what the catalogue requires of this contract, and where it stands."""

    __tablename__ = "contract_clauses"
    __table_args__ = (UniqueConstraint("municipality_code", "contract_id", "key"),)

    contract_id: UUID = Field(foreign_key="contracts.id")
    key: str = Field(max_length=60)
    clause_version: int
    position: int = 0
    title: str = Field(max_length=100)
    required: bool = True
    because: str = Field(default="", max_length=1000)
    state: str = Field(default="missing", max_length=20)
    document: str = Field(max_length=40)
    article: str = Field(default="", max_length=40)
    parameters: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class Waiver(TenantRow, table=True):
    """例外措置: a required clause left out, with reason, compensating measure, deciding officer and last day."""

    __tablename__ = "waivers"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_waivers_contract", "municipality_code", "contract_id", "clause_key"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=20)  # draft | in_approval | granted | refused | withdrawn
    contract_id: UUID = Field(foreign_key="contracts.id")
    clause_key: str = Field(max_length=60)
    clause_title: str = Field(max_length=100)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    reason: str = Field(max_length=2000)
    compensation: str = Field(default="", max_length=2000)
    until: date  # the last day on which the waiver counts
    requested_by: UUID | None = Field(default=None, foreign_key="people.id")
    requested_at: datetime | None = None
    decided_by_name: str = Field(default="", max_length=100)
    decided_by_post: str = Field(default="", max_length=200)
    decided_on: date | None = None
