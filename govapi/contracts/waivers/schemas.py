"""Shapes of the waivers at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Identifier, Input, Output, Reason
from govapi.workflow.shapes import AvailableOut

Why = Annotated[Reason, Field(min_length=1)]
Status = Literal["draft", "in_approval", "granted", "refused", "withdrawn"]


class WaiverIn(Input):
    """A clause to be left out: why, what is done instead, and the last day on which that is allowed."""

    clause_key: Annotated[Identifier, Field(min_length=1)]
    reason: Why
    compensation: Reason = Field(default="", description="代わりに講じる措置")
    until: Day = Field(description="期限（この日まで）")


class WaiverPatch(Input):
    """The fields of a draft to change; those left out stay as they are."""

    reason: Why | None = None
    compensation: Reason | None = None
    until: Day | None = None


class WaiverOut(Output):
    """A waiver with what this caller may do."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    in_force: bool = Field(default=False, description="許可され、期限の内にあるか")
    contract_id: UUID
    clause_key: str
    clause_title: str
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
