"""Shapes of the suitability at the doors."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Flag, Input, Output, Reason


class PlanIn(Input):
    """Whether the condition was told beforehand; where it was not, how and until when the measures are confirmed."""

    assessment_published: Flag = False
    confirmation_plan: Reason = ""
    confirmation_due: Day | None = None


class ConfirmIn(Input):
    """The plan was carried out: on which day, and what was found."""

    confirmed_on: Day = Field(description="確かめた日")
    confirmation_result: Annotated[Reason, Field(min_length=1, description="確かめた結果")]


class CompanyOut(Output):
    """A company that would do the work, and how it stands."""

    contractor_id: UUID
    name: str
    verdict: Literal["unassessed", "fit", "conditional", "unfit"]
    verdict_label: str
    standing: str
    valid_until: date | None
    ok: bool
    assessment_id: UUID | None = Field(default=None, description="評価の id（評価を閲覧できる者にだけ示す）")
    exception_number: str = ""
    exception_until: date | None = None


class SentenceOut(Output):
    """A sentence to be copied into a paper."""

    place: str
    text: str


class SuitabilityOut(Output):
    """Whether the contractor may be contracted with, why, and what to publish."""

    outcome: Literal["not_needed", "undecided", "ok", "blocked", "plan_needed", "planned"]
    outcome_label: str
    because: str
    tier: str | None
    tier_label: str
    sheet_title: str
    method_label: str
    told_in: str
    checked_when: str
    may_ask: bool = Field(description="本市が相手方を選んで求める方法であり、公表を要しない")
    assessment_published: bool
    confirmation_plan: str
    confirmation_due: date | None
    confirmed_on: date | None
    confirmation_result: str
    companies: list[CompanyOut]
    sentences: list[SentenceOut]
