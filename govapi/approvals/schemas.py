"""Shapes of the circulations at the doors."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Output, Reason, RequiredLine
from govapi.workflow.shapes import AvailableOut


class OpinionIn(Input):
    """A remark with an action; ``reason`` where the action asks for one."""

    reason: Reason = ""


class DecideForIn(Input):
    """代決: why the decider is absent, and whether it is urgent."""

    absent_reason: RequiredLine
    urgent: Flag = False
    reason: Reason = ""


class OutsideDecisionIn(Input):
    """A decision taken on paper or in another system."""

    decided_on: Day
    post_title: RequiredLine
    name: RequiredLine
    mode: Literal["決裁", "専決", "代決"]
    reference: Identifier = Field(min_length=1, description="起案番号")
    file_sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$", description="写しのファイル")
    reason: Line = ""


class StepOut(Output):
    position: int
    kind: str
    decides_as: str
    label: str
    post_title: str
    status: str
    acted_name: str
    acted_post: str
    acted_as: str
    acted_at: datetime | None
    comment: str
    absent_reason: str
    looked_after_name: str
    looked_after_at: datetime | None


class ApprovalOut(Output):
    """A circulation with its route and what the caller may do."""

    id: UUID
    number: str
    status: str
    status_label: str = ""
    kind: str
    kind_label: str
    noun: str
    record_id: UUID
    record_number: str
    title: str
    amount: int | None = Field(description="金額（予定価格に当たるときは、閲覧できる者にだけ示す）")
    class_code: str | None
    note: str
    applicant_name: str
    applicant_post: str
    applied_at: datetime
    ended_at: datetime | None
    concurrent_reason: str
    outside: bool
    outside_decided_on: date | None
    outside_post: str
    outside_name: str
    outside_mode: str
    outside_reference: str
    policy_version: int
    version: int
    steps: list[StepOut] = Field(default_factory=list)
    available_actions: list[AvailableOut] = Field(default_factory=list)
