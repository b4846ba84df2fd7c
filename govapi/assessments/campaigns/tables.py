"""A campaign: whom it chooses, by when they answer, how far it has come. Its rounds are check sheets."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class Campaign(TenantRow, table=True):
    """一斉確認."""

    __tablename__ = "campaigns"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_campaigns_status", "municipality_code", "status", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=20)
    title: str = Field(max_length=200)
    organ_id: UUID = Field(foreign_key="organs.id")  # of the section that runs it
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)

    # whom it chooses
    tiers: list[str] = Field(default_factory=list, sa_type=Json)
    section_id: UUID | None = Field(default=None, foreign_key="departments.id")  # None: of the whole town
    section_path: str = Field(default="", max_length=400)
    due_before: date | None = None  # whose next review falls on or before this day; None: all

    deadline: date
    message: str = Field(default="", max_length=4000)
    with_links: bool = False

    opened_by: UUID | None = Field(default=None, foreign_key="people.id")
    opened_at: datetime | None = None
    opened_name: str = Field(default="", max_length=100)
    prepared_at: datetime | None = None  # every round has been made
    sending_by: UUID | None = None  # who had the rounds sent; the job works in that name
    sending_since: datetime | None = None
    nudged_on: date | None = None
    closed_at: datetime | None = None
    closed_name: str = Field(default="", max_length=100)
