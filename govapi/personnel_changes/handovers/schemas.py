"""Shapes of the handovers at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Identifier, Input, Output, Reason, Remark
from govapi.policy.schema.personnel import HandoverRole
from govapi.workflow.shapes import AvailableOut

Status = Literal["open", "given", "done", "dropped"]
Answer = Literal["done", "not_needed", "open"]
Mine = Literal["give", "receive", "both"]


class HandoverPatch(Input):
    """What the giver leaves in writing."""

    remark: Remark = Field(description="引継ぎの内容（残っている事項、保管場所、連絡先など）")


class ReceiverIn(Input):
    """Who takes over, where no 発令 has named a successor."""

    receiver_id: UUID = Field(description="後任者（職員の id）")


class ItemIn(Input):
    """One thing to confirm."""

    item: Annotated[Identifier, Field(min_length=1)]
    answer: Answer = Field(description="done 確認した、not_needed 該当なし、open 未確認")
    note: Reason = Field(default="", description="補足。該当なしのときは、その理由")


class ItemsIn(Input):
    """What was confirmed; items left out stay as they are."""

    items: Annotated[list[ItemIn], Field(min_length=1, max_length=50)]


class PaperIn(Input):
    """The paper to make, by the key of its template."""

    template: Literal["handover_record"] = Field(description="handover_record：引継書")


class ItemOut(Output):
    item: str
    label: str
    by: Literal["giver", "receiver"]
    by_label: str = ""
    answer: Answer = "open"
    answer_label: str = ""
    note: str = ""
    done_name: str
    done_at: datetime | None
    mine: bool = Field(default=False, description="今、この利用者が確認できるか")


class HandoverRow(Output):
    """A handover in a list."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    role: HandoverRole
    role_label: str = ""
    noun: str
    record_id: UUID
    record_number: str
    title: str
    department_id: UUID
    change_id: UUID | None = Field(default=None, description="人事異動の一覧によるもの（人事担当課だけが見られます。）")
    giver_id: UUID
    giver_name: str
    giver_post: str
    receiver_id: UUID | None
    receiver_name: str
    receiver_post: str
    effective_on: date
    due_on: date
    overdue: bool = False
    version: int
    created_at: datetime


class HandoverOut(HandoverRow):
    """A handover with its checklist and what this caller may do."""

    record_url: str = ""
    post_title: str
    remark: str
    given_name: str = Field(default="", description="前任者として確認した職員")
    given_at: datetime | None
    given_for_reason: str
    received_name: str = ""
    received_at: datetime | None
    dropped_reason: str
    items: list[ItemOut] = Field(default_factory=list)
    may_write: bool = Field(default=False, description="引継ぎの内容を書けるか")
    may_name_receiver: bool = Field(default=False, description="後任者を指定できるか")
    available_actions: list[AvailableOut] = Field(default_factory=list)
