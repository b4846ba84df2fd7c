"""Shapes of the terms at the doors."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from govapi.cloud_services.schemas import Key, WebAddress
from govapi.edge.shapes import Day, Input, Line, Output, Reason

Edition = Annotated[Line, Field(max_length=100)]
PastedText = Annotated[str, Field(max_length=1_000_000, description="約款の本文を貼り付けたもの（ファイルがないとき）")]


class TermsIn(Input):
    """The terms as they stood on the day they were checked."""

    edition: Edition = Field(default="", description="版又は改定日（提供者の表記）")
    url: WebAddress = Field(default="", description="約款のURL（省くと登録されているもの）")
    checked_on: Day | None = Field(default=None, description="確認した日（省くと今日）")
    effective_on: Day | None = Field(default=None, description="効力を生ずる日")
    risks: list[Key] = Field(default_factory=list, max_length=50, description="認められた危険の key")
    remark: Reason = ""


class TermsOut(Output):
    """A copy of the terms. ``same_as_before``: the same file as the copy checked before; null for the first."""

    id: UUID
    service_id: UUID
    edition: str
    url: str
    checked_on: date
    effective_on: date | None
    filename: str
    media_type: str
    sha256: str
    size: int
    same_as_before: bool | None = None
    risks: list[str]
    risk_labels: list[str] = Field(default_factory=list)
    remark: str
    recorded_name: str
    created_at: datetime
