"""The yearly confirmation of a use."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class CloudConfirmation(TenantRow, table=True):
    """年次の確認: the answers of one round, and what follows from it."""

    __tablename__ = "cloud_confirmations"
    __table_args__ = (
        UniqueConstraint("municipality_code", "use_id", "turn"),
        Index("ix_cloud_confirmations_use", "municipality_code", "use_id", "turn"),
    )

    use_id: UUID = Field(foreign_key="cloud_uses.id")
    turn: int
    due_on: date
    confirmed_on: date
    policy_version: int = 0
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=Json)  # key of the item → {"answer": bool, "remark": str}
    result: str = Field(max_length=20)  # continue | change | stop
    remark: str = Field(default="", max_length=2000)
    next_on: date | None = None
    confirmed_by: UUID | None = Field(default=None, foreign_key="people.id")
    confirmed_name: str = Field(max_length=100)
    confirmed_post: str = Field(default="", max_length=200)
