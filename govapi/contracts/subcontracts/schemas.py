"""Shapes of the sub-contracts at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.contractors.schemas import CorporateNumber
from govapi.contracts.schemas import BadgeOut
from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Output, Reason, Remark, RequiredLine, Yen
from govapi.workflow.shapes import AvailableOut

Status = Literal["draft", "in_approval", "consented", "refused", "withdrawn", "ended", "revoked"]
Percent = Annotated[int, Field(strict=True, ge=0, le=100, description="契約金額に対する割合（％）")]
Why = Annotated[Reason, StringConstraints(min_length=1)]


Kinds = Annotated[list[RequiredLine], Field(max_length=50)]


class SubcontractPatch(Input):
    """The fields of a request to change while it is not under decision; those left out stay as they are."""

    contractor_id: UUID | None = Field(default=None, description="委託先の台帳にある会社")
    name: Line | None = None
    address: Line | None = None
    representative: Line | None = Field(default=None, description="代表者の職名及び氏名")
    corporate_number: CorporateNumber | None = None
    requested_on: Day | None = Field(default=None, description="受託者の申請の日")
    scope: Why | None = Field(default=None, description="再委託する業務の範囲")
    is_whole: Flag | None = Field(default=None, description="業務の全部又は主たる部分の一括再委託であるか")
    reason: Why | None = None
    period_from: Day | None = None
    period_to: Day | None = Field(default=None, description="再委託の期間の最後の日")
    amount: Yen | None = None
    share_percent: Percent | None = None
    started_early_on: Day | None = Field(default=None, description="承諾の前に着手していたときは、その日")
    further_planned: Flag | None = Field(default=None, description="更に再委託する予定の有無")
    information: Kinds | None = Field(default=None, description="渡す情報の種類")
    class_code: Identifier | None = Field(default=None, description="渡す情報の自治体機密性")
    personal: Flag | None = Field(default=None, description="個人情報を取り扱わせるか")
    my_number: Flag | None = Field(default=None, description="個人番号を取り扱わせるか")
    system: Flag | None = Field(default=None, description="情報システムの開発、運用、保守又は提供を行わせるか")
    hosted: Flag | None = Field(default=None, description="本市の情報を庁外に保管させるか")
    measures: Remark | None = Field(default=None, description="再委託先の情報セキュリティ対策")
    supervision: Remark | None = Field(default=None, description="受託者による監督の方法")
    assessment_plan: Reason | None = Field(default=None, description="評価がまだのときの、対策の確認の方法")
    conditions: Kinds | None = Field(default=None, description="承諾の条件（不承諾のときは、その理由）")


class SubcontractIn(SubcontractPatch):
    """再委託承諾申請書 as it came: a company of the ledger, or its name and address."""

    parent_id: UUID | None = Field(default=None, description="上位の再委託（受託者からの直接の再委託では省く）")
    requested_on: Day
    scope: Why
    reason: Why
    period_from: Day
    period_to: Day


class EndIn(Input):
    """再委託の終了."""

    ended_on: Day
    reason: Reason = ""


class SubcontractRow(Output):
    """A sub-contract in a list or in the tree of a contract."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    badges: list[BadgeOut] = Field(default_factory=list)
    in_force: bool = Field(default=False, description="承諾され、今日がその期間の内にあるか")
    contract_id: UUID
    parent_id: UUID | None
    tier: int
    tier_label: str = Field(default="", description="再委託、再々委託 …")
    contractor_id: UUID | None
    name: str
    scope: str
    period_from: date
    period_to: date
    class_code: str | None
    personal: bool
    my_number: bool
    decided_on: date | None
    version: int
    created_at: datetime


class ClauseOut(Output):
    """The clause of the contract on which the consent rests."""

    key: str
    title: str
    article: str = Field(description="条の番号（契約に入っていないときは空）")


class SubcontractOut(SubcontractRow):
    """A sub-contract with everything its reader may see and do."""

    address: str
    representative: str
    corporate_number: str | None
    requested_on: date
    is_whole: bool
    reason: str
    amount: int | None
    share_percent: int | None
    started_early_on: date | None
    further_planned: bool
    information: list[str]
    class_label: str = ""
    system: bool
    hosted: bool
    measures: str
    supervision: str
    assessment_plan: str
    assessment_tier: str | None = Field(default=None, description="再委託先の評価の区分（評価を要しないときは null）")
    assessment_tier_label: str = ""
    assessed: bool = Field(default=False, description="その区分以上の評価が、今日有効であるか")
    conditions: list[str]
    proposal: Literal["", "consent", "refuse"]
    effective_from: date | None = Field(default=None, description="承諾により業務を始めてよい最初の日")
    clauses: list[ClauseOut] = Field(default_factory=list)
    submitted_at: datetime | None
    decided_by_name: str
    decided_by_post: str
    decided_note: str
    ended_on: date | None
    ended_because: str
    available_actions: list[AvailableOut] = Field(default_factory=list)


class SubcontractFormIn(Input):
    """What the page sends: the kinds of information and the conditions as lines of a text area."""

    parent_id: UUID | None = None
    contractor_id: UUID | None = None
    corporate_number: CorporateNumber | None = None
    name: Line = ""
    address: Line = ""
    representative: Line = ""
    requested_on: Day
    scope: Why
    is_whole: Flag = False
    reason: Why
    period_from: Day
    period_to: Day
    amount: Yen | None = None
    share_percent: Percent | None = None
    started_early_on: Day | None = None
    further_planned: Flag = False
    information: Remark = ""
    class_code: Identifier | None = None
    personal: Flag = False
    my_number: Flag = False
    system: Flag = False
    hosted: Flag = False
    measures: Remark = ""
    supervision: Remark = ""
    assessment_plan: Reason = ""
    conditions: Remark = ""
