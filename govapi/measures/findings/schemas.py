"""Shapes of the findings at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Identifier, Input, Output, Prose, Reason, RequiredLine
from govapi.measures.findings.rules import SEVERITIES, SOURCES, Severity, Source
from govapi.workflow.shapes import AvailableOut

Said = Annotated[Prose, Field(min_length=1)]
Status = Literal["open", "requested", "replied", "closed", "escalated", "withdrawn"]


class FindingIn(Input):
    """What was found. With a contract, name the clause of it that is broken (its key)."""

    contractor_id: UUID
    contract_id: UUID | None = None
    source: Source = "other"
    source_id: UUID | None = Field(default=None, description="元となったチェックシート、実地調査又は事故の id")
    source_number: Identifier = ""
    question: Annotated[Identifier, Field(max_length=40)] = Field(default="", description="チェックシートの設問の番号")
    title: RequiredLine
    found_on: Day
    content: Said
    severity: Severity = "minor"
    clause_key: Identifier = ""
    demanded: Prose = ""


class FindingPatch(Input):
    """The fields to change while no improvement was demanded; those left out stay as they are."""

    title: RequiredLine | None = None
    found_on: Day | None = None
    content: Said | None = None
    severity: Severity | None = None
    clause_key: Identifier | None = None
    demanded: Prose | None = None


class DemandIn(Input):
    """改善要求: what is demanded, and by when it is answered. Without a deadline the policy's days count from today."""

    demanded: Said
    deadline: Day | None = None


class ReplyIn(Input):
    """回答: what the contractor answered, and the day it came."""

    reply: Said
    received_on: Day


class ConfirmIn(Input):
    """改善の確認: how it was checked, and what was seen."""

    confirmation: Said


class InsistIn(DemandIn):
    """再度の改善要求: why the reply does not do."""

    reason: Reason = ""


class RoundOut(Output):
    turn: int
    demanded: str
    deadline: date
    requested_on: date
    requested_name: str
    reply: str
    received_on: date | None
    recorded_name: str
    came_late: bool = False


class FindingRow(Output):
    """A finding in a list."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    late: bool = Field(default=False, description="回答の期限が過ぎているか")
    source: Source
    source_label: str = ""
    severity: Severity
    severity_label: str = ""
    title: str
    found_on: date
    contractor_id: UUID
    contract_id: UUID | None
    clause_key: str
    clause_title: str
    deadline: date | None
    version: int
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.source_label, self.severity_label = SOURCES[self.source], SEVERITIES[self.severity]


class FindingOut(FindingRow):
    """A finding with what this caller may do."""

    source_id: UUID | None
    source_number: str
    question: str
    contractor_name: str = ""
    contract_number: str = ""
    contract_title: str = ""
    content: str
    clause_article: str
    clause_policy: list[str]
    demanded: str
    turn: int
    recorded_name: str
    closed_name: str
    closed_at: datetime | None
    confirmation: str
    rounds: list[RoundOut] = Field(default_factory=list)
    available_actions: list[AvailableOut] = Field(default_factory=list)
