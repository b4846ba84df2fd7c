"""Shapes of the assessments at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.assessments.check_sheets.schemas import BadgeOut
from govapi.assessments.triggers.schemas import TriggerOut
from govapi.edge.shapes import Day, Input, Output, Reason, RequiredLine
from govapi.workflow.shapes import AvailableOut

Status = Literal["unassessed", "fit", "conditional", "unfit"]
TierCode = Annotated[str, Field(pattern=r"^[A-Z]$")]


class AskIn(Input):
    """An assessment wanted ahead of a contract: for the firms one means to invite, or that applied."""

    tier: TierCode = Field(description="評価の区分", examples=["A"])
    title: RequiredLine = Field(description="予定している業務", examples=["住民健康管理システム更新業務委託（見積依頼の前）"])
    reason: Annotated[Reason, Field(min_length=1)] = Field(description="契約の前に評価する理由")
    starts_on: Day = Field(description="評価が必要になる日（見積依頼、履行開始等の予定の日）")
    ends_on: Day = Field(description="この日を過ぎたら、評価は必要ない")


class AssessmentOut(Output):
    """The assessment of a contractor for a tier, as a list shows it."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    badges: list[BadgeOut] = Field(default_factory=list)
    contractor_id: UUID
    contractor_name: str = ""
    tier: str
    tier_label: str = ""
    department_id: UUID
    followed: bool = Field(description="今の契約が必要とする区分の評価か（次の評価を予定する。）")
    holds: bool = Field(default=False, description="適合又は条件付適合で、有効期間の内にあるか")
    judged_on: date | None
    valid_until: date | None = Field(description="この日まで有効")
    next_review_on: date | None = Field(description="次の評価の期日（閉庁日のときは、その前の開庁日）")
    next_cause: str
    next_cause_label: str = Field(description="次の評価の期日の根拠")
    version: int
    created_at: datetime


class NeedOut(Output):
    """What wants the assessment."""

    id: UUID
    noun: str
    record_id: UUID
    record_number: str
    title: str
    tier: str
    starts_on: date
    ends_on: date | None
    live: bool = False


class ReviewDutyOut(Output):
    """A dated duty of the assessment."""

    id: UUID
    kind: str
    kind_label: str = ""
    status: str
    due_on: date
    opens_on: date
    cause: str
    cause_label: str


class RoundOut(Output):
    """A round of the assessment: a check sheet."""

    id: UUID
    number: str
    status: str
    status_label: str = ""
    occasion: str
    deadline: date
    decided_on: date | None
    proposed_verdict: str


class StandingOut(Output):
    """How the contractor stands for this tier today: a heavier assessment counts as well."""

    ok: bool
    verdict: Status
    verdict_label: str = ""
    valid_until: date | None
    assessment_id: UUID | None = None
    sentence: str = ""


class AssessmentDetailOut(AssessmentOut):
    """An assessment with all that hangs on it, and what this caller may do."""

    why_this_tier: str = ""
    judged_by_name: str
    judged_by_post: str
    conditions: str = Field(description="条件付適合の条件（閲覧できない者には空）")
    score: int | None = Field(description="点数（参考。閲覧できない者には null）")
    asked_on: date | None
    last_review_on: date | None = Field(description="次の評価の起算日とした評価の日")
    next_nominal_on: date | None
    standing: StandingOut
    needs: list[NeedOut] = Field(default_factory=list)
    duties: list[ReviewDutyOut] = Field(default_factory=list)
    triggers: list[TriggerOut] = Field(default_factory=list)
    rounds: list[RoundOut] = Field(default_factory=list)
    round_count: int = 0
    available_actions: list[AvailableOut] = Field(default_factory=list)
