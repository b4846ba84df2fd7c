"""Shapes of the uses at the doors."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from govapi.cloud_services.uses.rules import Occasion
from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Output, Prose, Reason, RequiredLine, Yen
from govapi.policy.schema.cloud import Form, NetworkModel, Outcome, Zone
from govapi.workflow.shapes import AvailableOut

Status = Literal[
    "draft", "in_approval", "permitted", "refused", "withdrawn", "suspended", "ending", "ended", "superseded"
]  # fmt: skip
Answers = Annotated[dict[Identifier, bool | int | Identifier], Field(max_length=60)]
Items = Annotated[dict[Identifier, bool | int | Reason], Field(max_length=200)]
Words = Annotated[list[RequiredLine], Field(max_length=50)]
Scope = Annotated[Reason, Field(max_length=1000)]
Many = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
Persons = Annotated[int, Field(strict=True, ge=0, le=10**9)]


class CloudUsePatch(Input):
    """The fields of a draft to change; those left out stay as they are. ``null`` empties what may be empty."""

    title: RequiredLine | None = None
    purpose: Prose | None = Field(default=None, description="利用の目的及び業務")
    users: Scope | None = Field(default=None, description="利用者の範囲")
    user_count: Many | None = Field(default=None, description="利用者数")
    starts_on: Day | None = Field(default=None, description="利用期間の始期")
    ends_on: Day | None = Field(default=None, description="利用期間の終期（この日まで。省くと定めなし）")
    cost: Yen | None = Field(default=None, description="年間の費用（円、税込み）")
    budget_line: Line | None = None
    contract_id: UUID | None = Field(default=None, description="利用の根拠となる契約")
    answers: Answers | None = Field(default=None, description="取り扱う情報についての質問の答え")
    information: Words | None = Field(default=None, description="取り扱う情報の項目")
    person_count: Persons | None = Field(default=None, description="個人情報の件数")
    chosen_class: Identifier | None = Field(default=None, description="選んだ分類（省くと答えから定まる分類）")
    class_reason: Reason | None = None
    zone: Zone | None = Field(default=None, description="接続元")
    form: Form | None = Field(default=None, description="契約形態")
    learns: Flag | None = Field(default=None, description="入力した情報が学習に利用される")
    items: Items | None = Field(default=None, description="申請書の項目の答え")
    terms_id: UUID | None = Field(default=None, description="確かめた約款の控え")
    residual_risk: Reason | None = Field(default=None, description="残る危険")
    risk_accepted_by: Line | None = Field(default=None, description="残る危険を受け入れる者の職及び氏名")
    alternative: Reason | None = Field(default=None, description="停止したときの代替手段")
    exception_reason: Reason | None = None
    exception_measures: Reason | None = None
    exception_until: Day | None = None


class CloudUseIn(CloudUsePatch):
    """A use to apply for. Only the service and the title are needed to begin."""

    service_id: UUID
    title: RequiredLine
    department_id: UUID | None = Field(default=None, description="利用する課（省くと起案者の所属）")


class AgainIn(Input):
    """A change or a renewal of a use in force, begun from its application."""

    occasion: Literal["change", "renewal"]


class BadgeOut(Output):
    key: str
    label: str


class SaidOut(Output):
    """A rule that spoke: what it says, why, and where it comes from."""

    key: str
    label: str
    outcome: Outcome | None
    outcome_label: str = ""
    blocks: bool
    decides: bool = Field(default=False, description="結果を決めた規則")
    because: str
    policy: list[str]
    source_label: str
    basis: str


class RuledConditionOut(Output):
    """A condition that comes with the ruling."""

    key: str
    label: str
    text: str
    due: str
    due_label: str
    days: int | None
    proof: str


class RulingOut(Output):
    """What the permission rules say: shown before anything is submitted, and kept as it stood then."""

    outcome: Outcome
    outcome_label: str
    blocked: bool = Field(description="このままでは申請できない")
    said: list[SaidOut]
    conditions: list[RuledConditionOut]
    decided_by: str = Field(default="", description="許可の経路（決裁の種類）")
    decided_by_label: str = ""
    class_code: str
    class_label: str
    zone: Zone
    model: NetworkModel
    form: Form
    registered: bool
    learns: bool
    disclosure: Literal["no", "yes", "unjudged"]
    personal: bool
    policy_version: int
    judged_on: date


class StandingRulingOut(Output):
    """The ruling of today beside the one the use was submitted under."""

    now: RulingOut | None = Field(description="今日の判定。接続元と契約形態が入力されるまでは null")
    submitted: RulingOut | None = Field(description="申請したときの判定")
    harder: str | None = Field(description="申請したときより厳しくなったこと及びその理由")


class ChangeOut(Output):
    item: str
    before: str
    after: str


class TwinOut(Output):
    """Another section's use of the same service."""

    id: UUID
    number: str
    title: str
    status: Status
    status_label: str
    section_name: str
    class_label: str
    zone_label: str


class ItemOut(Output):
    """An item of the application that is asked, with its answer in words."""

    key: str
    label: str
    answer: str
    required: bool


class ReasonOut(Output):
    """Why the information was put into its class, with the policy sentences behind it."""

    because: str
    class_code: str | None
    policy: list[str]
    source: str


class CloudUseRow(Output):
    """A use in a list."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    badges: list[BadgeOut] = Field(default_factory=list)
    occasion: Occasion
    occasion_label: str = ""
    title: str
    service_id: UUID
    service_name: str = ""
    organ_id: UUID
    department_id: UUID
    section_name: str = ""
    class_code: str | None
    class_label: str = ""
    personal: bool
    zone: Zone | None
    zone_label: str = ""
    form: Form | None
    form_label: str = ""
    outcome: Outcome | Literal[""]
    decision: Literal["", "approved", "conditional", "excepted", "refused"]
    decision_label: str = ""
    decided_on: date | None
    starts_on: date | None
    ends_on: date | None
    confirm_on: date | None
    migrated: bool
    version: int
    created_at: datetime


class CloudUseOut(CloudUseRow):
    """A use with everything its reader may see and do."""

    application_visible: bool = Field(
        default=True, description="申請書の内容（申請書の項目の答え、残る危険、例外措置の内容等）を閲覧できるか"
    )
    previous_id: UUID | None
    previous_number: str = ""
    follower_id: UUID | None = None
    follower_number: str = ""
    provider_name: str = ""
    kinds: list[str] = Field(default_factory=list)
    contract_id: UUID | None
    contract_number: str = Field(default="", description="契約の番号（閲覧できるとき）")
    purpose: str
    users: str
    user_count: int | None
    cost: int | None
    budget_line: str
    answers: dict[str, Any]
    unanswered: list[str] = Field(default_factory=list)
    because: list[ReasonOut] = Field(default_factory=list)
    information: list[str]
    person_count: int | None
    derived_class: str | None
    chosen_class: str | None
    class_reason: str
    learns: bool | None
    items: dict[str, Any]
    asked_items: list[ItemOut] = Field(default_factory=list)
    terms_id: UUID | None
    residual_risk: str
    risk_accepted_by: str
    alternative: str
    exception_reason: str
    exception_measures: str
    exception_until: date | None
    ruling: RulingOut | None = Field(default=None, description="下書きの間は今日の判定、申請後は申請したときの判定")
    harder: str | None = None
    changes: list[ChangeOut] = Field(default_factory=list)
    twins: list[TwinOut] = Field(default_factory=list, description="ほかの課の、同じサービスの利用")
    missing: list[str] = Field(default_factory=list, description="申請するまでに要ること")
    warnings: list[str] = Field(default_factory=list)
    rule_16_3: bool | None = Field(default=None, description="地方自治法施行規則第16条の3の適用（利用の初日による）")
    transitional: bool | None = Field(default=None, description="経過措置対象")
    policy_version: int
    requested_at: datetime | None
    decided_by_name: str
    decided_by_post: str
    ending_at: datetime | None
    end_reason: str
    ended_at: datetime | None
    available_actions: list[AvailableOut] = Field(default_factory=list)
