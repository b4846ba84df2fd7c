"""What wants an assessment."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class Need(TenantRow, table=True):
    """評価の必要: a contract (later a cloud use, a sub-contract) of this contractor, alive from ``starts_on`` to ``ends_on``."""

    __tablename__ = "assessment_needs"
    __table_args__ = (
        UniqueConstraint("municipality_code", "record_id", "contractor_id"),
        Index("ix_assessment_needs_contractor", "municipality_code", "contractor_id"),
    )

    contractor_id: UUID = Field(foreign_key="contractors.id")
    noun: str = Field(max_length=40)
    record_id: UUID
    record_number: str = Field(max_length=60)
    title: str = Field(max_length=200)
    tier: str = Field(max_length=1)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    starts_on: date
    ends_on: date | None = None  # the last day; None: open
    ended: bool = False  # over before its day: terminated, withdrawn, closed
