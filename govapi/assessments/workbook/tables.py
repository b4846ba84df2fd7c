"""The workbooks that came back. The file itself lies in the store under its SHA-256."""

from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from govapi.db.base import TenantRow


class WorkbookReturn(TenantRow, table=True):
    """回答票の受付: a file whose answers were taken. Written once."""

    __tablename__ = "workbook_returns"
    __table_args__ = (Index("ix_workbook_returns_check_sheet", "municipality_code", "check_sheet_id", "id"),)

    check_sheet_id: UUID = Field(foreign_key="check_sheets.id")
    name: str = Field(max_length=250)
    size: int
    sha256: str = Field(max_length=64)
    answers: int  # how many questions it answered
    respondent_name: str = Field(max_length=100)
    respondent_title: str = Field(max_length=100)
    received_by: UUID | None = Field(default=None, foreign_key="people.id")
    received_name: str = Field(max_length=100)
