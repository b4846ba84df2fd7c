"""The regulation, and each of its dated texts."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, column
from sqlmodel import Field

from govapi.db.base import TenantRow

HELD = column("withdrawn_on").is_(None)  # recorded, and not taken back as a mistake


class Regulation(TenantRow, table=True):
    """規程: its kind in the policy set (``kind``; empty for one of the town's own), who keeps it, who may read it."""

    __tablename__ = "regulations"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_regulations_newest", "municipality_code", "id"),
        Index("ix_regulations_kind", "municipality_code", "kind", "id"),
        Index("ix_regulations_department", "municipality_code", "department_path", "id"),
    )

    number: str = Field(max_length=30)
    kind: str = Field(default="", max_length=64)
    title: str = Field(max_length=200)
    layer: str = Field(max_length=20)  # policy | standard | procedure | rule
    publicity: str = Field(max_length=20)  # public | internal | restricted
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")  # the section that keeps it
    department_path: str = Field(max_length=400)
    remark: str = Field(default="", max_length=2000)
    reviewed_on: date | None = None  # the last review that left the text as it was
    reviewed_name: str = Field(default="", max_length=100)
    review_on: date | None = None  # day of the next review, as counted


class RegulationText(TenantRow, table=True):
    """規程の本文: in force from ``effective_on`` until the day before the next text, or until ``repealed_on`` (exclusive)."""

    __tablename__ = "regulation_texts"
    __table_args__ = (
        UniqueConstraint("municipality_code", "regulation_id", "turn", name="uq_regulation_texts_turn"),
        Index(
            "uq_regulation_texts_day",
            "municipality_code",
            "regulation_id",
            "effective_on",
            unique=True,
            sqlite_where=HELD,
            postgresql_where=HELD,
        ),
        CheckConstraint("repealed_on IS NULL OR repealed_on > effective_on", name="dates"),
        Index("ix_regulation_texts_regulation", "municipality_code", "regulation_id", "effective_on"),
        Index("ix_regulation_texts_file", "municipality_code", "sha256"),
    )

    regulation_id: UUID = Field(foreign_key="regulations.id")
    turn: int
    edition: str = Field(default="", max_length=100)  # 令和８年訓令第３号, 第２版 …
    enacted_on: date
    effective_on: date
    repealed_on: date | None = None
    approver_post: str = Field(max_length=200)
    approver_name: str = Field(default="", max_length=100)
    approval_number: str = Field(default="", max_length=60)  # 起案番号・文書番号
    summary: str = Field(default="", max_length=2000)  # what changed
    filename: str = Field(max_length=200)
    media_type: str = Field(max_length=100)
    sha256: str = Field(max_length=64)
    size: int
    recorded_by: UUID | None = Field(default=None, foreign_key="people.id")
    recorded_name: str = Field(max_length=100)
    withdrawn_on: date | None = None  # recorded by mistake: it never was in force
    withdrawn_reason: str = Field(default="", max_length=2000)
