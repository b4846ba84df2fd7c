"""Which post manages a use, from when to when."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, column
from sqlmodel import Field

from govapi.db.base import TenantRow

OPEN = column("to_date").is_(None)


class CloudManager(TenantRow, table=True):
    """クラウドサービス管理者の指定: [from_date, to_date), None = open. Never two of one use on one day: the service sees to it
    under the lock of the use; the database refuses two that begin on one day, and two that are open."""

    __tablename__ = "cloud_managers"
    __table_args__ = (
        CheckConstraint("to_date IS NULL OR to_date > from_date", name="dates"),
        UniqueConstraint("municipality_code", "use_id", "from_date"),
        Index("uq_cloud_managers_open", "municipality_code", "use_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_cloud_managers_use", "municipality_code", "use_id", "from_date"),
        Index("ix_cloud_managers_post", "municipality_code", "post_id"),
    )

    use_id: UUID = Field(foreign_key="cloud_uses.id")
    post_id: UUID = Field(foreign_key="posts.id")
    from_date: date
    to_date: date | None = None
    named_by: UUID | None = Field(default=None, foreign_key="people.id")
    named_name: str = Field(max_length=100)
    ended_note: str = Field(default="", max_length=500)
