"""What opened a review ahead of its day."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class Trigger(TenantRow, table=True):
    """臨時の再評価のきっかけ: opens a review at once; the regular date stays until the review is decided."""

    __tablename__ = "assessment_triggers"
    __table_args__ = (
        UniqueConstraint("municipality_code", "assessment_id", "kind", "source_id", name="uq_assessment_triggers_source"),
        Index("ix_assessment_triggers_open", "municipality_code", "assessment_id", "settled_on"),
    )

    assessment_id: UUID = Field(foreign_key="assessments.id")
    kind: str = Field(max_length=64)  # of the policy set: incident, subcontract_change …
    label: str = Field(max_length=500)  # what happened, in a sentence
    source_noun: str = Field(max_length=40)
    source_id: UUID
    source_number: str = Field(default="", max_length=60)
    happened_on: date
    raised_name: str = Field(max_length=100)
    settled_on: date | None = None
    settled_sheet_id: UUID | None = None
