"""Shapes of the exceptions at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Input, Output, Reason
from govapi.workflow.shapes import AvailableOut

Why = Annotated[Reason, Field(min_length=1)]
Status = Literal["draft", "in_approval", "granted", "refused", "withdrawn"]


class AssessmentExceptionIn(Input):
    """Why this contractor is contracted with all the same, what is done instead, and the last day on which that is allowed."""

    reason: Why
    compensation: Why = Field(description="代わりに講じる措置")
    until: Day = Field(description="期限（この日まで）")


class AssessmentExceptionPatch(Input):
    """The fields of a draft to change; those left out stay as they are."""

    reason: Why | None = None
    compensation: Why | None = None
    until: Day | None = None


class ExceptionSubmitIn(Input):
    """What the application says beside the record itself."""

    note: Reason = Field(default="", description="伺い文")


class AssessmentExceptionOut(Output):
    """An exception with what this caller may do."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    in_force: bool = Field(default=False, description="許可され、期限の内にあるか")
    assessment_id: UUID
    contractor_id: UUID
    contractor_name: str = ""
    tier: str = Field(description="この区分及びこれより軽い区分の契約に及ぶ")
    reason: str
    compensation: str
    until: date
    requested_at: datetime | None
    decided_by_name: str
    decided_by_post: str
    decided_on: date | None
    version: int
    created_at: datetime
    available_actions: list[AvailableOut] = Field(default_factory=list)
