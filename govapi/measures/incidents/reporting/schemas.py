"""Shapes of the 通報 and of the reports at the doors."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Identifier, Input, Line, Output, Prose, RequiredLine
from govapi.measures.incidents.schemas import Instant, Moment

Key = Annotated[Identifier, Field(min_length=1)]


class TellingIn(Input):
    """通報: a step of the policy set, when it was told, by whom and to whom (post and name)."""

    step: Key
    told_at: Moment
    told_by: RequiredLine
    told_to: RequiredLine
    remark: Prose = ""


class TellingOut(Output):
    id: UUID
    step: str
    step_label: str
    told_at: Instant
    told_by: str
    told_to: str
    remark: str
    recorded_name: str


class FilingIn(Input):
    """速報・確報: under which law, when and to whom it was made, its number, and the paper that was handed in."""

    law: Key
    clock: Key
    reported_at: Moment
    reported_to: Line = ""
    reference: Annotated[Line, Field(max_length=100)] = Field(default="", description="受付番号又は文書番号")
    document_id: UUID | None = None
    remark: Prose = ""


class FilingOut(Output):
    id: UUID
    law: str
    law_label: str
    clock: str
    clock_label: str
    due_on: date
    reported_at: Instant
    reported_to: str
    reference: str
    document_id: UUID | None
    remark: str
    recorded_name: str


class ReportIn(Input):
    """The report to make: as 速報 or as 確報."""

    template: Key
    stage: Literal["preliminary", "final"] = "preliminary"
