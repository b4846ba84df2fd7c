"""The yearly review of an account."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class SnsReview(TenantRow, table=True):
    """年次の確認: the answers of the day, and what follows from them."""

    __tablename__ = "sns_reviews"
    __table_args__ = (UniqueConstraint("municipality_code", "account_id", "turn", name="uq_sns_reviews_turn"),)

    account_id: UUID = Field(foreign_key="sns_accounts.id")
    turn: int
    due_on: date
    reviewed_on: date
    policy_version: int
    answers: dict[str, Any] = Field(
        default_factory=dict, sa_type=Json
    )  # key → position, label, answer, good (the one that needs no note), note
    result: str = Field(max_length=20)  # continue | correct | pause | close
    note: str = Field(default="", max_length=2000)
    correct_by: date | None = None
    corrected_on: date | None = None
    corrected_note: str = Field(default="", max_length=2000)
    corrected_name: str = Field(default="", max_length=100)
    next_on: date | None = None
    reviewed_by: UUID | None = Field(default=None, foreign_key="people.id")
    reviewed_name: str = Field(max_length=100)
    reviewed_post: str = Field(default="", max_length=200)
