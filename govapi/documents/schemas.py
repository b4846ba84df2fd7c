"""Shapes of papers and templates at the doors."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from govapi.documents.tables import GeneratedDocument
from govapi.edge.shapes import Output

SOURCES = {"shipped": "配布", "uploaded": "本市で登録"}


class DocumentOut(Output):
    """A paper that was made. It never changes; ``superseded`` says that a later edition exists."""

    id: UUID
    number: str
    noun: str
    record_id: UUID
    record_number: str
    template_id: UUID
    template_key: str
    template_version: int
    template_sha256: str
    policy_version: int
    title: str
    edition: int
    superseded: bool = False
    file_name: str
    sha256: str
    size: int
    facts_sha256: str
    generated_name: str
    generated_post: str
    generated_at: datetime


class DocumentDetail(DocumentOut):
    """A paper with the facts it was made from."""

    facts: dict[str, Any]


class MissingFactOut(Output):
    path: str
    label: str


class TemplateOut(Output):
    """One version of a template."""

    id: UUID
    key: str
    template_version: int
    title: str
    source: Literal["shipped", "uploaded"]
    source_label: str = ""
    carries_clauses: bool
    in_use: bool = False
    active_from: date | None
    sha256: str
    size: int
    fact_paths: list[str]
    note: str
    uploaded_name: str
    uploaded_post: str
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.source_label = SOURCES[self.source]


class FactOut(Output):
    """A tag of a template, and what it is called."""

    path: str
    label: str


class TemplateCheckOut(Output):
    """What a template asks for, and what is wrong with it; with no faults it may be uploaded."""

    faults: list[str] = Field(description="直すところ（なければ空）")
    facts: list[FactOut]


def document_out(row: GeneratedDocument, newest: int) -> DocumentOut:
    """A paper for the doors; ``newest`` is the last edition of its kind for the record."""
    out = DocumentOut.model_validate(row)
    out.superseded = row.edition < newest
    return out
