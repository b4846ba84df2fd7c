"""Shapes of the regulations at the doors."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from govapi.documents.regulations.rules import Layer, Publicity, State
from govapi.edge.shapes import Day, Identifier, Input, Line, Output, Reason, RequiredLine
from govapi.workflow.shapes import AvailableOut

KindKey = Annotated[Identifier, Field(examples=["cloud_rules"])]
Edition = Annotated[Line, Field(max_length=100, examples=["令和８年訓令第３号"])]
Post = Annotated[RequiredLine, Field(examples=["市長"])]
Name = Annotated[Line, Field(max_length=100)]
GivenReason = Annotated[Reason, Field(min_length=1)]
ApprovalNumber = Annotated[Identifier, Field(description="起案番号又は文書番号")]


class RegulationIn(Input):
    """A regulation of the town. What is left out of its kind is proposed by the policy set."""

    title: RequiredLine = Field(examples=["架空市クラウドサービス利用規程"])
    kind: KindKey = Field(default="", description="方針セットの規程の種類の key。本市だけの規程は空とする。")
    layer: Layer | None = Field(default=None, description="空のときは、種類に応じた階層とする。")
    publicity: Publicity | None = Field(default=None, description="公開区分。空のときは、種類に応じた区分とする。")
    department_id: UUID | None = Field(default=None, description="所管課。空のときは、自らの所属とする。")
    remark: Reason = ""


class RegulationPatch(Input):
    """What to change; what is left out stays as it is. The texts are recorded one by one."""

    title: RequiredLine | None = None
    kind: KindKey | None = None
    layer: Layer | None = None
    publicity: Publicity | None = None
    department_id: UUID | None = None
    remark: Reason | None = None


class RegulationTextIn(Input):
    """A text (本文) of a regulation: when it was decided, by which post, and from which day it is in force."""

    edition: Edition = Field(default="", description="令番号又は版")
    enacted_on: Day = Field(description="制定又は改正を決定した日")
    effective_on: Day = Field(description="施行日")
    approver_post: Post = Field(description="決定した職")
    approver_name: Name = ""
    approval_number: ApprovalNumber = ""
    summary: Reason = Field(default="", description="制定又は改正の要旨")


class RegulationTextPatch(Input):
    """What to correct in the record of a text. The file itself never changes. ``repealed_on`` null takes the repeal back."""

    edition: Edition | None = None
    enacted_on: Day | None = None
    effective_on: Day | None = None
    repealed_on: Day | None = None
    approver_post: Post | None = None
    approver_name: Name | None = None
    approval_number: ApprovalNumber | None = None
    summary: Reason | None = None


class RepealIn(Input):
    """From which day the regulation is no longer in force, without another in its place, and why."""

    repealed_on: Day = Field(description="廃止の日（この日から効力を失う。）")
    reason: GivenReason


class RegulationReviewIn(Input):
    """A review that left the text as it is."""

    reviewed_on: Day = Field(description="見直しを行った日")
    result: GivenReason = Field(description="見直しの結果（改正しない理由）")


class WithdrawTextIn(Input):
    """Why a text was recorded by mistake."""

    reason: GivenReason


class RegulationTextOut(Output):
    """A text as recorded. In force from ``effective_on`` until the day before ``ends_on``."""

    id: UUID
    regulation_id: UUID
    turn: int
    edition: str
    enacted_on: date
    effective_on: date
    ends_on: date | None = Field(default=None, description="効力を失う日（次の本文の施行日又は廃止の日）")
    in_force: bool = Field(default=False, description="今日、施行中であるか")
    repealed_on: date | None
    approver_post: str
    approver_name: str
    approval_number: str
    summary: str
    filename: str
    media_type: str
    size: int
    sha256: str
    recorded_name: str
    withdrawn_on: date | None
    withdrawn_reason: str
    version: int
    created_at: datetime


class RegulationOut(Output):
    """A regulation with the text in force today."""

    id: UUID
    number: str
    kind: str
    kind_label: str = ""
    title: str
    layer: Layer
    layer_label: str = ""
    publicity: Publicity
    publicity_label: str = ""
    organ_id: UUID
    department_id: UUID
    department_name: str = ""
    remark: str
    state: State = "missing"
    state_label: str = ""
    in_force: RegulationTextOut | None = Field(default=None, description="今日施行中の本文")
    coming: RegulationTextOut | None = Field(default=None, description="次に施行する本文")
    covers: list[str] = Field(default_factory=list, description="方針セットのうち、この規程の別表に当たる部分")
    reviewed_on: date | None
    reviewed_name: str
    review_on: date | None = Field(description="次の見直しの期限")
    version: int
    created_at: datetime


class RegulationDetailOut(RegulationOut):
    """A regulation with what this caller may do to it."""

    available_actions: list[AvailableOut] = Field(default_factory=list)


class RegulationStandingOut(Output):
    """A kind of regulation the town should have, and the one in force on the day. A restricted one is told by its kind only."""

    kind: str
    label: str
    purpose: str
    required: bool
    covers: list[str]
    missing: bool = Field(description="未整備：必要であるのに、この日に施行中のものがない。")
    title: str = ""
    regulation_id: UUID | None = None
    number: str = ""
    edition: str = ""
    effective_on: date | None = None
    policy: list[str]
    source_label: str


class RegulationPaperIn(Input):
    """The paper to make, by the key of its template."""

    template: Annotated[Identifier, Field(min_length=1, examples=["regulation_annex"])]
