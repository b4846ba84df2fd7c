"""The proposal to suspend a company from being chosen."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class SuspensionProposal(TenantRow, table=True):
    """指名停止の具申: facts and opinion of the section, addressed to the contract office; its outcome is decided there."""

    __tablename__ = "suspension_proposals"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_suspension_proposals_status", "municipality_code", "status", "id"),
        Index("ix_suspension_proposals_contractor", "municipality_code", "contractor_id", "id"),
        Index("ix_suspension_proposals_department", "municipality_code", "department_path", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=20)
    contractor_id: UUID = Field(foreign_key="contractors.id")
    contract_id: UUID | None = Field(default=None, foreign_key="contracts.id")
    finding_id: UUID | None = Field(default=None, foreign_key="findings.id")
    incident_id: UUID | None = Field(default=None, foreign_key="incidents.id")
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    policy_version: int = 0

    addressee: str = Field(max_length=200)
    facts: str = Field(max_length=4000)
    opinion: str = Field(max_length=2000)
    proposed_on: date | None = None  # the day it was sent
    sent_by: UUID | None = Field(default=None, foreign_key="people.id")
    sent_at: datetime | None = None
    sent_name: str = Field(default="", max_length=100)

    result: str = Field(default="", max_length=20)  # suspended | warned | not_suspended
    answer: str = Field(default="", max_length=2000)
    answered_on: date | None = None
    answered_by: UUID | None = Field(default=None, foreign_key="people.id")
    answered_at: datetime | None = None
    answered_name: str = Field(default="", max_length=100)
    suspended_from: date | None = None
    suspended_until: date | None = None  # the last day
    restriction_id: UUID | None = Field(default=None, foreign_key="contractor_restrictions.id")
