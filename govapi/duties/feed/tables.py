"""The secret addresses of the calendar feeds."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class CalendarFeed(TenantRow, table=True):
    """予定表の配信先: of the address only a hash is kept; it is shown once, when it is made."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (
        UniqueConstraint("municipality_code", "token_hash"),
        Index("ix_calendar_feeds_person", "municipality_code", "person_id"),
    )

    person_id: UUID = Field(foreign_key="people.id")
    token_hash: str = Field(max_length=64)
    label: str = Field(default="", max_length=100)  # where it is used: Outlook …
    revoked_at: datetime | None = None
