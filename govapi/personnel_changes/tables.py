"""The list of moves and its lines. Nobody but the personnel office reads them before the day of publication."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class PersonnelChange(TenantRow, table=True):
    """人事異動の一覧: what it does is written on the day of its publication, never before; so there is nothing to leak."""

    __tablename__ = "personnel_changes"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_personnel_changes_newest", "municipality_code", "id"),
        Index("ix_personnel_changes_status", "municipality_code", "status", "publish_on"),
    )

    number: str = Field(max_length=30)  # 異動-2026-0001
    status: str = Field(default="draft", max_length=20)  # draft | applied | published | withdrawn
    title: str = Field(max_length=200)
    publish_on: date  # 公表日 (内示の日): before it only the personnel office knows
    edition: int = 1  # counts the lists: 1, and one more for each correction
    published_edition: int = 0  # the edition whose effects are written
    filename: str = Field(default="", max_length=200)
    imported_by: UUID | None = Field(default=None, foreign_key="people.id")
    imported_name: str = Field(max_length=100)
    applied_by: UUID | None = Field(default=None, foreign_key="people.id")
    applied_at: datetime | None = None
    published_at: datetime | None = None
    withdrawn_by: UUID | None = Field(default=None, foreign_key="people.id")
    withdrawn_at: datetime | None = None
    remark: str = Field(default="", max_length=2000)


class PersonnelMove(TenantRow, table=True):
    """異動の一行: one person, one effect, from one day. ``until`` is exclusive."""

    __tablename__ = "personnel_moves"
    __table_args__ = (
        UniqueConstraint("municipality_code", "change_id", "edition", "line", name="uq_personnel_moves_line"),
        Index("ix_personnel_moves_person", "municipality_code", "person_id"),
    )

    change_id: UUID = Field(foreign_key="personnel_changes.id")
    edition: int
    line: int  # the row of the table it was read from
    staff_number: str = Field(max_length=20)
    name: str = Field(max_length=100)
    kana: str = Field(default="", max_length=100)
    subject: str = Field(default="", max_length=255)
    email: str = Field(default="", max_length=254)
    person_id: UUID | None = Field(default=None, foreign_key="people.id")  # None: is hired by this line
    kind: str = Field(max_length=64)  # of the policy set
    kind_label: str = Field(max_length=200)
    effect: str = Field(max_length=20)
    effective_on: date
    last_day: bool = False  # effective_on is the last day in office (退職), not the first one out of it
    until: date | None = None
    from_post_id: UUID | None = Field(default=None, foreign_key="posts.id")
    to_post_id: UUID | None = Field(default=None, foreign_key="posts.id")
    remark: str = Field(default="", max_length=500)


class PersonnelEffect(TenantRow, table=True):
    """What a line did to one 発令: began it, or ended it; and what it was before, so that a correction can take it back."""

    __tablename__ = "personnel_effects"
    __table_args__ = (
        Index("ix_personnel_effects_change", "municipality_code", "change_id"),
        Index("ix_personnel_effects_appointment", "municipality_code", "appointment_id"),
    )

    change_id: UUID = Field(foreign_key="personnel_changes.id")
    signature: str = Field(max_length=200)  # the same for the same line in whatever edition
    did: str = Field(max_length=10)  # began | ended
    appointment_id: UUID  # no reference: taken back, the 発令 is gone
    ended_on: date | None = None
    was_to_date: date | None = None
