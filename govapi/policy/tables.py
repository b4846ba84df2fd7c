"""The policy sets of each municipality: written once, never changed; a correction is the next version."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import AppendOnlyRow, Json, utc_now
from govapi.kit.ids import new_id


class PolicySetRow(AppendOnlyRow, table=True):
    """方針セットの一つの版. ``sha256`` covers ``content``."""

    __tablename__ = "policy_sets"
    __table_args__ = (
        UniqueConstraint("municipality_code", "id"),
        Index("ix_policy_sets_in_force", "municipality_code", "in_force_from", "set_version"),
    )

    set_version: int = Field(primary_key=True, ge=1, sa_column_kwargs={"autoincrement": False})
    id: UUID = Field(default_factory=new_id)
    created_at: datetime = Field(default_factory=utc_now)
    name: str = Field(max_length=200)
    note: str = Field(max_length=2000)
    in_force_from: date | None = None  # None: from its import on
    imported_by: str = Field(max_length=300)
    sha256: str = Field(max_length=64)
    content: dict[str, Any] = Field(sa_type=Json)
