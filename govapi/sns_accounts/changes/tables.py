"""The application to change an account in use."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class SnsChange(TenantRow, table=True):
    """アカウントの変更: the proposed values; they replace those of the account when they are approved."""

    __tablename__ = "sns_changes"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_sns_changes_status", "municipality_code", "status", "id"),
        Index("ix_sns_changes_account", "municipality_code", "account_id", "id"),
        Index("ix_sns_changes_department", "municipality_code", "department_path", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=20)  # draft | in_approval | made | refused | withdrawn
    account_id: UUID = Field(foreign_key="sns_accounts.id")
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    policy_version: int = 0
    created_by: UUID | None = Field(default=None, foreign_key="people.id")
    returned: bool = False
    title: str = Field(max_length=200)
    reason: str = Field(max_length=2000)
    values: dict[str, Any] = Field(default_factory=dict, sa_type=Json)  # field of the account → proposed value
    before: dict[str, Any] = Field(default_factory=dict, sa_type=Json)  # the values that were replaced
    requested_by: UUID | None = Field(default=None, foreign_key="people.id")
    requested_at: datetime | None = None
    decided_by_name: str = Field(default="", max_length=100)
    decided_by_post: str = Field(default="", max_length=200)
    decided_on: date | None = None
