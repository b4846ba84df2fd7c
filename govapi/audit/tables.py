"""The chain of audit rows, and its head for each municipality."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from govapi.db.base import AppendOnlyRow, Base, Json, utc_now


class AuditRow(AppendOnlyRow, table=True):
    """監査記録: one change. ``hash`` covers every other column and the hash before it."""

    __tablename__ = "audit_rows"
    __table_args__ = (Index("ix_audit_rows_record", "municipality_code", "record_id", "seq"),)

    seq: int = Field(primary_key=True)
    at: datetime = Field(default_factory=utc_now)
    actor_kind: str = Field(max_length=10)
    actor_id: UUID | None = None
    actor_name: str = Field(max_length=100)
    actor_post: str = Field(default="", max_length=200)
    action: str = Field(max_length=80)
    noun: str = Field(max_length=40)
    record_id: UUID | None = None
    number: str = Field(default="", max_length=60)
    summary: str = Field(default="", max_length=500)
    from_status: str = Field(default="", max_length=40)
    to_status: str = Field(default="", max_length=40)
    reason: str = Field(default="", max_length=2000)
    changes: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    request_id: str = Field(default="", max_length=64)
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditHead(Base, table=True):
    """The end of a municipality's chain: locked last in each transaction, it hands out the sequence."""

    __tablename__ = "audit_heads"

    municipality_code: str = Field(primary_key=True, max_length=6, foreign_key="municipalities.code")
    seq: int = 0
    hash: str = Field(default="", max_length=64)
