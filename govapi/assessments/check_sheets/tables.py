"""A round and its answers. The questions are those of the policy version under which it was sent."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class CheckSheet(TenantRow, table=True):
    """チェックシート: sent, answered, reviewed, decided."""

    __tablename__ = "check_sheets"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_check_sheets_assessment", "municipality_code", "assessment_id", "id"),
        Index("ix_check_sheets_status", "municipality_code", "status", "id"),
        Index("ix_check_sheets_campaign", "municipality_code", "campaign_id", "status"),
        Index("ix_check_sheets_department", "municipality_code", "department_path", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=20)
    assessment_id: UUID = Field(foreign_key="assessments.id")
    contractor_id: UUID = Field(foreign_key="contractors.id")
    campaign_id: UUID | None = None
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    tier: str = Field(max_length=1)
    sheet_key: str = Field(max_length=64)
    policy_version: int
    occasion: str = Field(default="regular", max_length=10)  # first | regular | early
    occasion_label: str = Field(default="", max_length=500)
    previous_id: UUID | None = Field(default=None, foreign_key="check_sheets.id")  # the last cycle, whose answers are offered
    deadline: date
    contact_name: str = Field(default="", max_length=100)
    contact_email: str = Field(default="", max_length=254)
    sent_on: date | None = None
    answered_on: date | None = None
    answered_by: str = Field(default="", max_length=20)  # workbook | link | clerk
    respondent_name: str = Field(default="", max_length=100)
    respondent_title: str = Field(default="", max_length=100)
    returned: bool = False
    return_comment: str = Field(default="", max_length=4000)

    # the proposal and how it was decided
    submitted_by: UUID | None = Field(default=None, foreign_key="people.id")
    submitted_at: datetime | None = None
    proposed_verdict: str = Field(default="", max_length=20)  # fit | conditional | unfit
    proposed_until: date | None = None
    opinion: str = Field(default="", max_length=4000)
    conditions: str = Field(default="", max_length=4000)
    score: int | None = None
    coverage: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    decided_on: date | None = None


class Answer(TenantRow, table=True):
    """回答: what the contractor says to one question, and what the town says to that."""

    __tablename__ = "check_sheet_answers"
    __table_args__ = (UniqueConstraint("municipality_code", "check_sheet_id", "question"),)

    check_sheet_id: UUID = Field(foreign_key="check_sheets.id")
    question: str = Field(max_length=20)  # the stable id: D3-1
    answer: str = Field(default="", max_length=10)  # done | partly | not_done | na; empty: not answered yet
    reason: str = Field(default="", max_length=2000)  # why 該当なし, what is lacking
    remark: str = Field(default="", max_length=2000)
    evidence_id: UUID | None = None  # a certificate that answers it
    verdict: str = Field(default="", max_length=12)  # accepted | insufficient; empty: not looked at yet
    comment: str = Field(default="", max_length=2000)
