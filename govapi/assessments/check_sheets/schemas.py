"""Shapes of the check sheets at the doors."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Day, Input, Line, Output, Reason
from govapi.workflow.shapes import AvailableOut

Status = Literal["draft", "awaiting", "answered", "in_approval", "decided", "withdrawn"]
OccasionKey = Literal["first", "regular", "early"]
Verdict = Literal["fit", "conditional", "unfit"]
Email = Annotated[str, StringConstraints(max_length=254, strip_whitespace=True, pattern=r"^([^@\s]+@[^@\s]+)?$")]


class CheckSheetIn(Input):
    """A round to be made ready. Without a deadline the contractor gets the days of its tier."""

    occasion: OccasionKey = "regular"
    occasion_label: Line = Field(default="", description="契機（臨時のときは、何があったか）")
    deadline: Day | None = None
    contact_name: Annotated[Line, Field(max_length=100)] = ""
    contact_email: Email = ""


class CheckSheetPatch(Input):
    """What may change while the contractor has not answered; what is left out stays as it is."""

    deadline: Day | None = None
    contact_name: Annotated[Line, Field(max_length=100)] | None = None
    contact_email: Email | None = None


class ReceiveIn(Input):
    """Who answered, as the paper says it."""

    respondent_name: Annotated[Line, Field(max_length=100)] = ""
    respondent_title: Annotated[Line, Field(max_length=100)] = ""


class ReturnIn(Input):
    """What is to be answered anew, and by when where that changes."""

    reason: Reason = ""
    deadline: Day | None = None


class BadgeOut(Output):
    key: str
    label: str


class ProgressOut(Output):
    """How many questions are asked, answered, looked at, and found insufficient."""

    asked: int = 0
    answered: int = 0
    reviewed: int = 0
    insufficient: int = 0


class CheckSheetOut(Output):
    """A round of an assessment with what this caller may do."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    badges: list[BadgeOut] = Field(default_factory=list)
    late: bool = Field(default=False, description="期限を過ぎても回答がないか")
    assessment_id: UUID
    assessment_number: str = ""
    contractor_id: UUID
    contractor_name: str = ""
    campaign_id: UUID | None
    tier: str
    tier_label: str = ""
    sheet_key: str
    sheet_title: str = ""
    policy_version: int
    occasion: OccasionKey
    occasion_label: str
    previous_id: UUID | None
    deadline: date
    contact_name: str
    contact_email: str
    sent_on: date | None
    answered_on: date | None
    answered_by: str
    answered_by_label: str = ""
    respondent_name: str
    respondent_title: str
    returned: bool
    return_comment: str
    progress: ProgressOut = Field(default_factory=ProgressOut)
    submitted_at: datetime | None
    proposed_verdict: Literal["", "fit", "conditional", "unfit"]
    proposed_verdict_label: str = ""
    proposed_until: date | None
    opinion: str
    conditions: str
    score: int | None
    coverage: dict[str, Any]
    decided_on: date | None
    version: int
    created_at: datetime
    available_actions: list[AvailableOut] = Field(default_factory=list)
