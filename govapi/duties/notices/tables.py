"""Who was told of what."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class Notice(TenantRow, table=True):
    """お知らせ: one person, one duty under one due day, one stage; written once however often the job runs."""

    __tablename__ = "duty_notices"
    __table_args__ = (
        UniqueConstraint("municipality_code", "duty_id", "due_on", "stage", "person_id", name="uq_duty_notices_once"),
        Index("ix_duty_notices_untold", "municipality_code", "status", "person_id"),
        Index("ix_duty_notices_person", "municipality_code", "person_id", "id"),
    )

    duty_id: UUID = Field(foreign_key="duties.id")
    person_id: UUID = Field(foreign_key="people.id")
    stage: str = Field(max_length=20)  # opened | before_30 … | overdue | escalated | escalated_further
    due_on: date
    status: str = Field(default="waiting", max_length=10)  # waiting: for a letter | mailed | app: shown in the app only
    mail_id: UUID | None = Field(default=None, foreign_key="outgoing_mails.id")
