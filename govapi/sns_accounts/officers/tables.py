"""Which post holds which role of a service or of an account, from when to when."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class SnsAssignment(TenantRow, table=True):
    """責任者等の指定: [from_date, to_date), None = open. Each is a post; the person follows from 発令.

    The database itself refuses a second officer of one account (or service) on one day: an exclusion constraint on PostgreSQL,
    triggers on SQLite (migration 0027).
    """

    __tablename__ = "sns_assignments"
    __table_args__ = (
        CheckConstraint("to_date IS NULL OR to_date > from_date", name="dates"),
        UniqueConstraint("municipality_code", "target_id", "role", "post_id", "from_date", name="uq_sns_assignments_begin"),
        Index("ix_sns_assignments_target", "municipality_code", "target_id", "role", "from_date"),
        Index("ix_sns_assignments_post", "municipality_code", "post_id"),
    )

    target: str = Field(max_length=10)  # service | account
    target_id: UUID
    role: str = Field(max_length=10)  # officer 責任者 | deputy 副責任者 | operator 運用担当者
    post_id: UUID = Field(foreign_key="posts.id")
    from_date: date
    to_date: date | None = None
    named_by: UUID | None = Field(default=None, foreign_key="people.id")
    named_name: str = Field(max_length=100)
    reason: str = Field(default="", max_length=500)
