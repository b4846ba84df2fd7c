"""The circulation and its steps. Posts are frozen at submission; who acted, as what, under which title, stays as of that day."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class Approval(TenantRow, table=True):
    """回議書: one decision asked for about one record."""

    __tablename__ = "approvals"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_approvals_record", "municipality_code", "record_id", "id"),
        Index("ix_approvals_status", "municipality_code", "status", "id"),
        Index("ix_approvals_applicant", "municipality_code", "applied_by", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="circulating", max_length=20)
    kind: str = Field(max_length=40)  # contract.plan …: the kinds of the policy set
    kind_label: str = Field(max_length=60)
    noun: str = Field(max_length=40)
    record_id: UUID
    record_number: str = Field(max_length=60)
    title: str = Field(max_length=200)
    amount: int
    class_code: str | None = Field(default=None, max_length=4)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    policy_version: int
    note: str = Field(default="", max_length=4000)
    applied_by: UUID = Field(foreign_key="people.id")
    applied_at: datetime
    applicant_name: str = Field(max_length=100)
    applicant_post: str = Field(default="", max_length=200)
    current_position: int = 1
    ended_at: datetime | None = None
    concurrent_reason: str = Field(default="", max_length=2000)  # 兼務による例外: listed for audit
    # 外部で行った決裁
    outside: bool = False
    outside_decided_on: date | None = None
    outside_post: str = Field(default="", max_length=200)
    outside_name: str = Field(default="", max_length=100)
    outside_mode: str = Field(default="", max_length=10)
    outside_reference: str = Field(default="", max_length=100)  # 起案番号
    outside_file: str = Field(default="", max_length=64)  # SHA-256 of the scan


class ApprovalStep(TenantRow, table=True):
    """回議の一段階: a post, and once acted on, the person of that day."""

    __tablename__ = "approval_steps"
    __table_args__ = (
        UniqueConstraint("municipality_code", "approval_id", "position"),
        Index("ix_approval_steps_waiting", "municipality_code", "post_id", "status"),
        Index("ix_approval_steps_deputy", "municipality_code", "deputy_path", "status"),
        Index("ix_approval_steps_acted", "municipality_code", "acted_by"),
    )

    approval_id: UUID = Field(foreign_key="approvals.id")
    position: int
    kind: str = Field(max_length=4)  # 審査 | 合議 | 決裁
    decides_as: str = Field(default="", max_length=4)  # 決裁 | 専決
    label: str = Field(max_length=100)
    post_id: UUID = Field(foreign_key="posts.id")
    post_title: str = Field(max_length=200)
    deputy_path: str = Field(default="", max_length=400)  # of a decider: the department whose people may stand in (代決)
    status: str = Field(default="waiting", max_length=10)  # waiting | current | done | dropped
    acted_by: UUID | None = Field(default=None, foreign_key="people.id")
    acted_name: str = Field(default="", max_length=100)
    acted_post: str = Field(default="", max_length=200)
    acted_as: str = Field(default="", max_length=4)  # 審査 | 合議 | 決裁 | 専決 | 代決 | 差戻し | 否決
    acted_at: datetime | None = None
    comment: str = Field(default="", max_length=2000)
    absent_reason: str = Field(default="", max_length=500)
    urgent: bool = False
    looked_after_by: UUID | None = Field(default=None, foreign_key="people.id")
    looked_after_name: str = Field(default="", max_length=100)
    looked_after_at: datetime | None = None
