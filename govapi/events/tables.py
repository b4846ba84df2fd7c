"""The event feed, one row per audit row, under the same sequence."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from govapi.db.base import AppendOnlyRow, utc_now


class Event(AppendOnlyRow, table=True):
    """できごと: ``seq`` is the gapless cursor of the feed."""

    __tablename__ = "events"

    seq: int = Field(primary_key=True)
    at: datetime = Field(default_factory=utc_now)
    kind: str = Field(max_length=80)  # noun.action, e.g. contract.submit_plan
    noun: str = Field(max_length=40)
    record_id: UUID | None = None
    number: str = Field(default="", max_length=60)
