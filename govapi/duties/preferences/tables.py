"""How each person wants to be told."""

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class NoticePreference(TenantRow, table=True):
    """お知らせの受け取り方; who has no row gets a digest."""

    __tablename__ = "notice_preferences"
    __table_args__ = (UniqueConstraint("municipality_code", "person_id"),)

    person_id: UUID = Field(foreign_key="people.id")
    delivery: str = Field(default="digest", max_length=10)  # digest | each | none
