"""Templates and the papers made from them. Both are written once: an edit is the next version, a new paper the next edition."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Index, UniqueConstraint, event
from sqlalchemy.orm import Mapper
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class DocumentTemplate(TenantRow, table=True):
    """様式の一つの版. The file lies in the store under ``sha256``."""

    __tablename__ = "document_templates"
    __table_args__ = (
        UniqueConstraint("municipality_code", "key", "template_version"),
        Index("ix_document_templates_active", "municipality_code", "key", "active_from"),
    )

    key: str = Field(max_length=64)
    template_version: int = Field(ge=1)
    title: str = Field(max_length=200)
    source: str = Field(max_length=10)  # shipped | uploaded
    carries_clauses: bool = False
    sha256: str = Field(max_length=64)
    size: int
    fact_paths: list[str] = Field(default_factory=list, sa_type=Json)
    active_from: date | None = None  # the first day of use; None: offered, but the town's own version stays in use
    note: str = Field(default="", max_length=2000)
    uploaded_by: UUID | None = Field(default=None, foreign_key="people.id")
    uploaded_name: str = Field(default="", max_length=100)
    uploaded_post: str = Field(default="", max_length=200)


class GeneratedDocument(TenantRow, table=True):
    """作成した書類: the file, and the facts and the template it was made from."""

    __tablename__ = "generated_documents"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        UniqueConstraint("municipality_code", "record_id", "template_key", "edition", name="uq_generated_documents_edition"),
        Index("ix_generated_documents_department", "municipality_code", "department_path", "id"),
    )

    number: str = Field(max_length=30)
    noun: str = Field(max_length=40)
    record_id: UUID
    record_number: str = Field(max_length=60)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    template_id: UUID = Field(foreign_key="document_templates.id")
    template_key: str = Field(max_length=64)
    template_version: int
    template_sha256: str = Field(max_length=64)
    policy_version: int = 0
    title: str = Field(max_length=200)
    edition: int = Field(ge=1)
    file_name: str = Field(max_length=255)
    sha256: str = Field(max_length=64)
    size: int
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    facts_sha256: str = Field(max_length=64)
    generated_by: UUID | None = Field(default=None, foreign_key="people.id")
    generated_name: str = Field(max_length=100)
    generated_post: str = Field(default="", max_length=200)
    generated_at: datetime


@event.listens_for(DocumentTemplate, "before_update")
@event.listens_for(GeneratedDocument, "before_update")
def _never_changed(_mapper: Mapper[Any], _connection: Connection, row: DocumentTemplate | GeneratedDocument) -> None:
    raise AssertionError(f"{type(row).__name__} is written once: make the next version instead")
