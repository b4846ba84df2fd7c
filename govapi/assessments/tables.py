"""The assessment of a contractor for a tier: the verdict that holds, and when it is looked at again."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class Assessment(TenantRow, table=True):
    """委託先評価: one for each contractor and tier. Each round of it is a check sheet; the verdict holds while the next one runs."""

    __tablename__ = "assessments"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        UniqueConstraint("municipality_code", "contractor_id", "tier"),
        Index("ix_assessments_status", "municipality_code", "status", "id"),
        Index("ix_assessments_tier", "municipality_code", "tier", "id"),
        Index("ix_assessments_department", "municipality_code", "department_path", "id"),
        Index("ix_assessments_next", "municipality_code", "next_review_on", "id"),
        Index("ix_assessments_recount", "municipality_code", "recount_on", "id"),
        Index("ix_assessments_counted", "municipality_code", "counted_with", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="unassessed", max_length=20)  # unassessed | fit | conditional | unfit
    contractor_id: UUID = Field(foreign_key="contractors.id")
    tier: str = Field(max_length=1)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)

    # the verdict that holds
    check_sheet_id: UUID | None = None  # the round it comes from
    judged_on: date | None = None
    judged_by_name: str = Field(default="", max_length=100)
    judged_by_post: str = Field(default="", max_length=200)
    judged_at: datetime | None = None
    valid_until: date | None = None  # the last day on which it holds
    conditions: str = Field(default="", max_length=4000)
    score: int | None = None  # of 100, where the town wants one

    # the next look
    followed: bool = False  # the tier of the heaviest live need: the one that is looked at again
    asked_on: date | None = None  # the day it was first wanted
    last_review_on: date | None = None  # the review the next one is counted from; may be that of a heavier tier
    next_review_on: date | None = None  # a working day
    next_nominal_on: date | None = None  # before it was moved off a closed day
    next_cause: str = Field(default="", max_length=40)
    next_cause_label: str = Field(default="", max_length=500)
    recount_on: date | None = None  # the day from which the date alone may change what was counted
    counted_with: int = 0  # the policy version it was counted with
