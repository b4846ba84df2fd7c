"""Use that was found without an approval."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class UnapprovedUse(TenantRow, table=True):
    """承認のない利用: what was found where, what was put in, and how it ended. ``turn`` counts the instructions that followed a
    report, each with a deadline of its own."""

    __tablename__ = "unapproved_uses"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_unapproved_uses_newest", "municipality_code", "id"),
        Index("ix_unapproved_uses_status", "municipality_code", "status", "id"),
        Index("ix_unapproved_uses_department", "municipality_code", "department_path", "id"),
        Index("ix_unapproved_uses_service", "municipality_code", "service_id", "id"),
        Index("ix_unapproved_uses_deadline", "municipality_code", "status", "deadline"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="found", max_length=20)
    service_id: UUID | None = Field(default=None, foreign_key="cloud_services.id")
    service_name: str = Field(max_length=200)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")  # the section that used it
    department_path: str = Field(max_length=400)
    found_on: date
    how_found: str = Field(max_length=1000)
    purpose: str = Field(default="", max_length=2000)
    information: str = Field(default="", max_length=2000)  # what was put in
    class_code: str | None = Field(default=None, max_length=4)
    personal: bool = False
    recorded_by: UUID | None = Field(default=None, foreign_key="people.id")
    recorded_name: str = Field(max_length=100)

    # 指示
    deadline: date
    turn: int = 1
    instruction: str = Field(default="", max_length=2000)
    instructed_by: UUID | None = Field(default=None, foreign_key="people.id")
    instructed_at: datetime | None = None

    # 使用した課の報告
    use_id: UUID | None = Field(default=None, foreign_key="cloud_uses.id")  # the application made afterwards
    stopped_on: date | None = None
    data_removed_on: date | None = None
    report: str = Field(default="", max_length=2000)
    prevention: str = Field(default="", max_length=2000)
    reported_by: UUID | None = Field(default=None, foreign_key="people.id")
    reported_at: datetime | None = None
    reported_name: str = Field(default="", max_length=100)

    # 終結
    outcome: str = Field(default="", max_length=20)  # removed | approved | no_use
    close_note: str = Field(default="", max_length=2000)
    closed_by: UUID | None = Field(default=None, foreign_key="people.id")
    closed_at: datetime | None = None
    closed_name: str = Field(default="", max_length=100)
