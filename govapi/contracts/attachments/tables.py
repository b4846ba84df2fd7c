"""Who handed which content in, for which contract. The content itself lies in the file store under its SHA-256."""

from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from govapi.db.base import TenantRow


class Attachment(TenantRow, table=True):
    """添付ファイル: a file handed in for a contract. Written once."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_contract", "municipality_code", "contract_id", "sha256"),)

    contract_id: UUID = Field(foreign_key="contracts.id")
    organ_id: UUID = Field(foreign_key="organs.id")
    department_path: str = Field(max_length=400)
    name: str = Field(max_length=250)
    media_type: str = Field(max_length=100)
    size: int
    sha256: str = Field(max_length=64)
    uploaded_by: UUID | None = Field(default=None, foreign_key="people.id")
    uploaded_name: str = Field(max_length=100)
