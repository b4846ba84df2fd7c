"""Shapes of the proposals at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Input, Output, Prose, Reason, RequiredLine
from govapi.measures.proposals.rules import ADDRESSEE, RESULTS, Result
from govapi.workflow.shapes import AvailableOut

Facts = Annotated[Prose, Field(min_length=1)]
Opinion = Annotated[Reason, Field(min_length=1)]
Status = Literal["draft", "sent", "answered", "withdrawn"]


class ProposalIn(Input):
    """指名停止の具申: the facts, and the opinion of the section."""

    contractor_id: UUID
    contract_id: UUID | None = None
    finding_id: UUID | None = None
    incident_id: UUID | None = None
    addressee: RequiredLine = ADDRESSEE
    facts: Facts
    opinion: Opinion


class ProposalPatch(Input):
    """The fields of a draft to change; those left out stay as they are."""

    addressee: RequiredLine | None = None
    facts: Facts | None = None
    opinion: Opinion | None = None


class AnswerIn(Input):
    """結果: what was decided under the town's rule on 指名停止; with its term when the company is suspended."""

    result: Result
    answered_on: Day
    answer: Reason = ""
    suspended_from: Day | None = None
    suspended_until: Day | None = Field(default=None, description="この日まで")


class ProposalRow(Output):
    """A proposal in a list."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    contractor_id: UUID
    contract_id: UUID | None
    addressee: str
    proposed_on: date | None
    result: str
    result_label: str = ""
    version: int
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.result_label = RESULTS.get(self.result, "")  # type: ignore[call-overload]  # empty until answered


class ProposalOut(ProposalRow):
    """A proposal with what this caller may do."""

    contractor_name: str = ""
    contract_number: str = ""
    contract_title: str = ""
    facts: str
    opinion: str
    sent_name: str
    answer: str
    answered_on: date | None
    answered_name: str
    suspended_from: date | None
    suspended_until: date | None
    restriction_id: UUID | None = Field(description="委託先に記録した指名停止の id")
    available_actions: list[AvailableOut] = Field(default_factory=list)
