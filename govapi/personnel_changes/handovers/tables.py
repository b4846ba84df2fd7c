"""The handover and what is checked at it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class Handover(TenantRow, table=True):
    """引継ぎ: one thing held, from whom to whom, on which day. ``key`` is the same for the same handover, so it is made once."""

    __tablename__ = "handovers"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        UniqueConstraint("municipality_code", "key"),
        Index("ix_handovers_newest", "municipality_code", "id"),
        Index("ix_handovers_status", "municipality_code", "status", "id"),
        Index("ix_handovers_change", "municipality_code", "change_id", "id"),
        Index("ix_handovers_record", "municipality_code", "record_id"),
        Index("ix_handovers_giver", "municipality_code", "giver_id", "status"),
        Index("ix_handovers_receiver", "municipality_code", "receiver_id", "status"),
        Index("ix_handovers_department", "municipality_code", "department_path", "id"),
    )

    key: str = Field(max_length=200)
    number: str = Field(max_length=30)  # 引継-2027-0001
    status: str = Field(default="open", max_length=20)  # open | given | done | dropped
    change_id: UUID | None = Field(default=None, foreign_key="personnel_changes.id")  # None: a single 発令
    role: str = Field(max_length=40)  # HandoverRole of the policy set
    noun: str = Field(max_length=40)
    record_id: UUID
    record_number: str = Field(max_length=60)
    title: str = Field(max_length=300)  # the record's
    organ_id: UUID = Field(foreign_key="organs.id")  # of the record
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    post_id: UUID | None = Field(default=None, foreign_key="posts.id")  # the post whose holder changes
    post_title: str = Field(default="", max_length=200)
    giver_id: UUID = Field(foreign_key="people.id")
    giver_name: str = Field(max_length=100)
    giver_post: str = Field(default="", max_length=200)
    receiver_id: UUID | None = Field(default=None, foreign_key="people.id")  # None: 後任者未定
    receiver_name: str = Field(default="", max_length=100)
    receiver_post: str = Field(default="", max_length=200)
    effective_on: date
    due_on: date
    policy_version: int
    remark: str = Field(default="", max_length=4000)  # what the giver leaves in writing
    given_by: UUID | None = Field(default=None, foreign_key="people.id")
    given_at: datetime | None = None
    given_for_reason: str = Field(default="", max_length=2000)  # somebody else confirmed for the giver, who cannot
    received_by: UUID | None = Field(default=None, foreign_key="people.id")
    received_at: datetime | None = None
    dropped_reason: str = Field(default="", max_length=500)


class HandoverItem(TenantRow, table=True):
    """引継ぎで確かめること: of the policy set of the day; done, or not needed for a reason."""

    __tablename__ = "handover_items"
    __table_args__ = (UniqueConstraint("municipality_code", "handover_id", "item"),)

    handover_id: UUID = Field(foreign_key="handovers.id")
    position: int
    item: str = Field(max_length=64)
    label: str = Field(max_length=200)
    by: str = Field(max_length=10)  # giver | receiver
    done_by: UUID | None = Field(default=None, foreign_key="people.id")
    done_name: str = Field(default="", max_length=100)
    done_at: datetime | None = None
    note: str = Field(default="", max_length=1000)
    not_needed_because: str = Field(default="", max_length=1000)
