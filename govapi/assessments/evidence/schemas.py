"""Shapes of the evidence at the doors."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from govapi.assessments.evidence.rules import State
from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Output, Reason
from govapi.workflow.shapes import AvailableOut

Number = Identifier
KindKey = Annotated[Identifier, Field(min_length=1, examples=["iso27001"])]


class EvidenceIn(Input):
    """A certificate, a report or another paper. Which of the dates are needed follows from its kind."""

    kind: KindKey = Field(description="方針セットの証跡の種類の key")
    title: Line = Field(default="", description="名称。空のときは、種類の名称とする。")
    issuer: Line = Field(default="", description="発行した機関")
    certificate_number: Number = Field(default="", description="証書の番号")
    scope: Reason = Field(default="", description="適用範囲（証書に書かれたとおり）")
    issued_on: Day | None = Field(default=None, description="発行日")
    period_end: Day | None = Field(default=None, description="監査の対象期間の末日")
    stated_until: Day | None = Field(default=None, description="証書に書かれた有効期限（この日まで）")
    register_reference: Line = Field(default="", description="公開されている登録簿の登録番号又は掲載ページ")
    department_id: UUID | None = Field(default=None, description="登録する課。空のときは、自らの所属とする。")
    check_sheet_id: UUID | None = Field(default=None, description="この証跡が添えられたチェックシート")


class EvidencePatch(Input):
    """What to correct; what is left out stays as it is. A date of null is taken out."""

    title: Annotated[Line, Field(min_length=1)] | None = None
    issuer: Line | None = None
    certificate_number: Number | None = None
    scope: Reason | None = None
    issued_on: Day | None = None
    period_end: Day | None = None
    stated_until: Day | None = None
    register_reference: Line | None = None
    renewal_applied_on: Day | None = Field(default=None, description="更新を申請した日")
    renewal_pending: Flag | None = Field(default=None, description="更新の審査中か")


class ScopeIn(Input):
    """Whether the site or the service that does our work is within the scope, and on what that rests."""

    in_scope: Flag
    note: Reason = Field(default="", description="判断の根拠")


class WithdrawIn(Input):
    """Why the evidence is no longer relied on."""

    reason: Reason = ""


class EvidenceOut(Output):
    """A piece of evidence. ``valid_until`` is the last day on which it counts; null: it does not cease by itself."""

    id: UUID
    number: str
    state: State = "valid"
    state_label: str = ""
    contractor_id: UUID
    kind: str
    kind_label: str = ""
    title: str
    issuer: str
    certificate_number: str
    scope: str
    in_scope: bool
    scope_decided_name: str
    scope_decided_at: datetime | None
    scope_note: str
    register_reference: str
    issued_on: date | None
    period_end: date | None
    stated_until: date | None
    renewal_applied_on: date | None
    renewal_pending: bool
    valid_until: date | None
    counts: bool
    not_counted_because: str
    replaced_by_id: UUID | None
    check_sheet_id: UUID | None
    department_id: UUID
    file_name: str
    media_type: str
    size: int
    sha256: str
    recorded_name: str
    withdrawn_on: date | None
    withdrawn_reason: str
    version: int
    created_at: datetime
    available_actions: list[AvailableOut] = Field(default_factory=list)
