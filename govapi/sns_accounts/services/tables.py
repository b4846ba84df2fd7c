"""The social media service as the town uses it."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class SnsService(TenantRow, table=True):
    """利用するサービス: made when the first account of a platform is entered."""

    __tablename__ = "sns_services"
    __table_args__ = (UniqueConstraint("municipality_code", "platform"),)

    platform: str = Field(max_length=64)  # of the policy set
    label: str = Field(max_length=200)
    terms_url: str = Field(default="", max_length=500)
    terms_checked_on: date | None = None
    terms_checked_by: UUID | None = Field(default=None, foreign_key="people.id")
    terms_checked_name: str = Field(default="", max_length=100)
    terms_note: str = Field(default="", max_length=2000)
    remark: str = Field(default="", max_length=2000)
