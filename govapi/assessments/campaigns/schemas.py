"""Shapes of the campaigns at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.assessments.schemas import TierCode
from govapi.edge.shapes import Day, Flag, Input, Output, Prose, RequiredLine
from govapi.workflow.shapes import AvailableOut

Status = Literal["draft", "open", "closed", "withdrawn"]
Tiers = Annotated[list[TierCode], Field(min_length=1, max_length=26)]


class CampaignIn(Input):
    """Whom to ask, and by when. Those with a round under way are left out."""

    title: RequiredLine = Field(examples=["令和8年度委託先一斉確認"])
    tiers: Tiers = Field(description="対象とする評価の区分", examples=[["S", "A"]])
    section_id: UUID | None = Field(default=None, description="この課（その下の組織を含む。）の評価に限る")
    due_before: Day | None = Field(default=None, description="次回の評価の期日がこの日以前のものに限る")
    deadline: Day = Field(description="回答の期限")
    message: Prose = Field(default="", description="案内文（送付及び督促の電子メールに載せる。）")
    with_links: Flag = Field(default=False, description="送付のとき、連絡先の電子メールに回答用リンクを送るか")


class CampaignPatch(Input):
    """The fields of a draft to change; those left out stay as they are."""

    title: RequiredLine | None = None
    tiers: Tiers | None = None
    section_id: UUID | None = None
    due_before: Day | None = None
    deadline: Day | None = None
    message: Prose | None = None
    with_links: Flag | None = None


class ProgressOut(Output):
    """How many rounds stand where."""

    total: int = Field(description="取下げを除く件数")
    unsent: int
    awaiting: int = Field(description="回答待ち（遅れているものを含む。）")
    late: int
    answered: int = Field(description="審査中")
    in_approval: int
    decided: int
    withdrawn: int
    back: int = Field(description="回答のあった件数")


class CampaignOut(Output):
    """A campaign with how far it has come, and what this caller may do."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    badges: list[str] = Field(default_factory=list)
    title: str
    tiers: list[str]
    section_id: UUID | None
    due_before: date | None
    deadline: date
    message: str
    with_links: bool
    target_count: int | None = Field(default=None, description="今始めると対象になる件数（準備中のとき）")
    progress: ProgressOut
    opened_at: datetime | None
    opened_name: str
    prepared_at: datetime | None
    nudged_on: date | None
    closed_at: datetime | None
    closed_name: str
    version: int
    created_at: datetime
    available_actions: list[AvailableOut] = Field(default_factory=list)


class LateOut(Output):
    """A contractor whose answer is late, and how it is reached."""

    id: UUID = Field(description="チェックシートの id")
    number: str
    contractor_id: UUID
    contractor_name: str
    contact_name: str
    address: str = Field(description="電子メール（空のときは、電話等で連絡する。）")
    phone: str
    deadline: date
    days_late: int
