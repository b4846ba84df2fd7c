"""The one table of dated obligations."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class Duty(TenantRow, table=True):
    """期限のある仕事: planned as soon as its day is known, opened when its lead time begins, settled once.

    ``key`` is the same for the same obligation, however often it is planned: so it opens once.
    """

    __tablename__ = "duties"
    __table_args__ = (
        UniqueConstraint("municipality_code", "key"),
        Index("ix_duties_ripe", "municipality_code", "status", "opens_on", "id"),
        Index("ix_duties_due", "municipality_code", "status", "due_on", "id"),
        Index("ix_duties_remind", "municipality_code", "status", "remind_on", "id"),
        Index("ix_duties_record", "municipality_code", "record_id"),
        Index("ix_duties_day", "municipality_code", "due_on", "id"),
    )

    key: str = Field(max_length=160)
    number: str = Field(default="", max_length=60)  # the record's, so that the trail can name it
    kind: str = Field(max_length=64)  # a kind of the policy set: assessment.review, evidence.expiry …
    status: str = Field(default="planned", max_length=10)  # planned | open | done | dropped
    noun: str = Field(max_length=40)
    record_id: UUID
    title: str = Field(max_length=200)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    person_id: UUID | None = Field(default=None, foreign_key="people.id")  # who is to do it, where somebody is named
    due_on: date  # never a closed day, except where a law counts calendar days
    nominal_on: date  # the day before it was moved off a closed day
    opens_on: date
    remind_on: date | None = None  # the next day on which somebody is to be told, while it is open
    cause: str = Field(default="", max_length=40)
    cause_label: str = Field(default="", max_length=500)
    opened_at: datetime | None = None
    settled_at: datetime | None = None
    settled_label: str = Field(default="", max_length=500)
