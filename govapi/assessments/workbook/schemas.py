"""Shapes of the workbook at the doors."""

from datetime import datetime
from uuid import UUID

from litestar.datastructures import UploadFile
from pydantic import ConfigDict, Field

from govapi.edge.shapes import Input, Output


class WorkbookIn(Input):
    """The workbook, filled in."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile


class WorkbookReturnOut(Output):
    """A workbook whose answers were taken. ``sha256`` proves which file it was."""

    id: UUID
    check_sheet_id: UUID
    name: str
    size: int
    sha256: str
    answers: int = Field(description="回答のあった設問の数")
    respondent_name: str
    respondent_title: str
    received_name: str
    created_at: datetime
