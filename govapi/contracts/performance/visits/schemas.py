"""Shapes of the site visits at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Day, Identifier, Input, Line, Output, Reason, Remark, RequiredLine
from govapi.workflow.shapes import AvailableOut

Status = Literal["planned", "notified", "done", "closed", "cancelled"]
Time = Annotated[Line, StringConstraints(max_length=40)]
Names = Annotated[list[RequiredLine], Field(max_length=50)]
Content = Annotated[Reason, StringConstraints(min_length=1)]


class VisitPatch(Input):
    """The plan of a visit that was not announced yet; fields left out stay as they are."""

    planned_on: Day | None = None
    from_time: Time | None = Field(default=None, description="開始の時刻")
    place: Line | None = None
    purpose: Reason | None = None
    inspectors: Names | None = Field(default=None, description="調査する職員の職名及び氏名")
    items: Names | None = Field(default=None, description="調査する事項")


class VisitIn(VisitPatch):
    """実地調査の計画."""

    planned_on: Day


class FoundIn(Input):
    """指摘: what was not as it should be, and until when it is to be mended."""

    item: RequiredLine
    content: Content
    due_on: Day


class CarryOutIn(Input):
    """実地調査の結果."""

    visited_on: Day
    place: Line = ""
    inspectors: Names = Field(default_factory=list, description="調査した職員（省くと予定のとおり）")
    attended_by: Annotated[Line, StringConstraints(min_length=1, max_length=200)] = Field(description="立ち会った者")
    conclusion: Annotated[Remark, StringConstraints(min_length=1)]
    findings: Annotated[list[FoundIn], Field(max_length=50)] = Field(default_factory=list)


class SettleIn(Input):
    """改善の確認."""

    settled_on: Day
    settlement: Content = Field(description="確認した改善の内容")


class HandOverIn(Input):
    """改善要求への引継ぎ: the number of the 改善要求 that goes on with the finding."""

    number: Annotated[Identifier, StringConstraints(min_length=1)]


class FindingOut(Output):
    id: UUID
    position: int
    item: str
    content: str
    due_on: date | None
    late: bool = Field(default=False, description="期限が過ぎても改善が確認されていないか")
    settled: bool = False
    settled_on: date | None
    settlement: str
    settled_name: str
    handed_over_to: str = Field(description="引き継いだ改善要求の番号")
    version: int


class VisitRow(Output):
    """A visit in a list."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    overdue: bool = Field(default=False, description="予定の日が過ぎても結果が記録されていないか")
    contract_id: UUID
    planned_on: date
    place: str
    visited_on: date | None
    version: int
    created_at: datetime


class VisitOut(VisitRow):
    """A visit with everything its reader may see and do."""

    from_time: str
    purpose: str
    inspectors: list[str]
    items: list[str]
    legal_ground: str = Field(default="", description="調査の根拠（契約の条項）")
    attended_by: str
    conclusion: str
    findings: list[FindingOut] = Field(default_factory=list)
    available_actions: list[AvailableOut] = Field(default_factory=list)


class VisitFormIn(Input):
    """What the page of a plan sends: one inspector and one item a line."""

    planned_on: Day
    from_time: Time = ""
    place: Line = ""
    purpose: Reason = ""
    inspectors: Remark = ""
    items: Remark = ""


class CarryOutFormIn(Input):
    """What the page of a result sends."""

    visited_on: Day
    place: Line = ""
    inspectors: Remark = ""
    attended_by: RequiredLine
    conclusion: Annotated[Remark, StringConstraints(min_length=1)]
    findings: Annotated[list[FoundIn], Field(max_length=50)] = Field(default_factory=list)
