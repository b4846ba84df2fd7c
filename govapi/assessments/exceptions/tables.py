"""Exceptions for contractors that do not pass."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class AssessmentException(TenantRow, table=True):
    """例外措置: contracting with this contractor for a tier until a day, with what is done instead and the deciding officer."""

    __tablename__ = "assessment_exceptions"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_assessment_exceptions_assessment", "municipality_code", "assessment_id", "id"),
        Index("ix_assessment_exceptions_force", "municipality_code", "contractor_id", "status", "until"),
        Index("ix_assessment_exceptions_status", "municipality_code", "status", "id"),
        Index("ix_assessment_exceptions_department", "municipality_code", "department_path", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=20)  # draft | in_approval | granted | refused | withdrawn
    assessment_id: UUID = Field(foreign_key="assessments.id")
    contractor_id: UUID = Field(foreign_key="contractors.id")
    tier: str = Field(max_length=1)  # of the assessment; lighter tiers are covered too
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    reason: str = Field(max_length=2000)
    compensation: str = Field(max_length=2000)
    until: date  # the last day on which it counts
    requested_by: UUID | None = Field(default=None, foreign_key="people.id")
    requested_at: datetime | None = None
    decided_by_name: str = Field(default="", max_length=100)
    decided_by_post: str = Field(default="", max_length=200)
    decided_on: date | None = None
