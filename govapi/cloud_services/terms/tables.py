"""The terms of a service as they stood on one day."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class CloudTerms(TenantRow, table=True):
    """約款の控え: a file, or a text that was pasted and stored as a file; its SHA-256, and who checked it on which day."""

    __tablename__ = "cloud_terms"
    __table_args__ = (
        Index("ix_cloud_terms_service", "municipality_code", "service_id", "checked_on", "id"),
        Index("ix_cloud_terms_file", "municipality_code", "sha256"),
    )

    service_id: UUID = Field(foreign_key="cloud_services.id")
    edition: str = Field(default="", max_length=100)  # 版又は改定日, as the provider writes it
    url: str = Field(default="", max_length=500)
    checked_on: date
    effective_on: date | None = None
    filename: str = Field(max_length=200)
    media_type: str = Field(max_length=100)
    sha256: str = Field(max_length=64)
    size: int
    risks: list[str] = Field(default_factory=list, sa_type=Json)  # ticked risks of 約款
    remark: str = Field(default="", max_length=2000)
    recorded_by: UUID | None = Field(default=None, foreign_key="people.id")
    recorded_name: str = Field(max_length=100)
