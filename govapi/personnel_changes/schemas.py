"""Shapes of the lists of moves at the doors."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar.datastructures import UploadFile
from pydantic import ConfigDict, Field

from govapi.edge.shapes import CellFaultOut, Day, Input, Line, Output, Remark, RequiredLine
from govapi.personnel_changes.rules import Status
from govapi.policy.schema.personnel import HandoverRole, MoveEffect
from govapi.workflow.shapes import AvailableOut

LongRemark = Annotated[Remark, Field(max_length=2000)]


class ListFileIn(Input):
    """A corrected list."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile


class PersonnelChangeFileIn(ListFileIn):
    """A list of moves to take in."""

    title: RequiredLine = Field(examples=["令和9年4月1日付け人事異動"])
    publish_on: Day = Field(description="公表日。この日までは人事担当課の職員だけが見られます。", examples=["2027-03-25"])
    remark: Line = ""


class PersonnelChangePatch(Input):
    """The fields to change, before the list is published."""

    title: RequiredLine | None = None
    publish_on: Day | None = None
    remark: LongRemark | None = None


class PersonnelChangeOut(Output):
    """A list of moves with what this caller may do."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    title: str
    publish_on: date
    edition: int
    published_edition: int = Field(description="発令に反映した版（0は、まだないこと）")
    correction_waits: bool = Field(default=False, description="取り込んだ訂正が確定を待っている。")
    overdue: bool = Field(default=False, description="公表日を過ぎても公表できていない。")
    filename: str
    lines: int = 0
    imported_name: str
    applied_at: datetime | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    remark: str
    version: int
    created_at: datetime
    available_actions: list[AvailableOut] = Field(default_factory=list)


class PersonnelMoveOut(Output):
    """One line of a list."""

    line: int = Field(description="取り込んだ表の行")
    staff_number: str
    name: str
    kind: str
    kind_label: str
    effect: MoveEffect
    effective_on: date
    until: date | None = Field(description="期間の末日の翌日")
    person_id: UUID | None = Field(description="公表までは、採用する職員にない。")
    from_post_id: UUID | None
    from_label: str = Field(default="", description="それまでの職")
    to_post_id: UUID | None
    to_label: str = Field(default="", description="新しい職")
    remark: str


class PreviewLineOut(PersonnelMoveOut):
    """What a line would do."""

    difference: str = Field(description="前の版との違い: same, added, removed")
    idle: bool = Field(description="今の職と同じであるため、発令は変わらない。")


class VacancyOut(Output):
    """A post that nobody would hold from the day on."""

    post_id: UUID
    post_label: str
    from_date: date
    before: str = Field(description="それまで職にあった職員")


class HandoverCountOut(Output):
    """How many handovers of a role there would be."""

    role: HandoverRole
    role_label: str
    count: int


class RowFaultOut(CellFaultOut):
    """What is wrong with its cell: ``/シート/B7``, or the row of a list that was taken in: ``/lines/12``."""


class PreviewOut(Output):
    """What the list would do: nothing is written."""

    rows: int
    begun: int = Field(description="始まる発令の数")
    ended: int = Field(description="終わる発令の数")
    hired: int = Field(description="新しく登録する職員の数")
    idle: int = Field(description="発令の変わらない行の数")
    added: int = Field(description="公表した版にない行の数")
    removed: int = Field(description="公表した版から外れる行の数")
    kept: int = Field(description="公表した版と同じ行の数")
    handovers: list[HandoverCountOut]
    vacancies: list[VacancyOut]
    lines: list[PreviewLineOut] = Field(description="各行（行の順に200件まで。残りは異動の行の一覧による。）")
    fault_count: int
    faults: list[RowFaultOut] = Field(description="誤り（行の順に200件まで）")
