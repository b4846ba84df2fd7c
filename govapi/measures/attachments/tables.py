"""Who handed which content in, for which record of this room. The content lies in the file store under its SHA-256."""

from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from govapi.db.base import TenantRow


class MeasureFile(TenantRow, table=True):
    """証拠の書類: a file handed in for a record of this room, read by those who may read that record. Written once."""

    __tablename__ = "measure_files"
    __table_args__ = (Index("ix_measure_files_record", "municipality_code", "record_id", "id"),)

    noun: str = Field(max_length=40)  # finding | measure | incident
    record_id: UUID
    name: str = Field(max_length=250)
    media_type: str = Field(max_length=100)
    size: int
    sha256: str = Field(max_length=64)
    uploaded_by: UUID | None = Field(default=None, foreign_key="people.id")
    uploaded_name: str = Field(max_length=100)
