"""Shapes of the rosters at the doors. Every text of a worker refuses a 個人番号."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Day, Flag, Input, Line, Output, Remark, RequiredLine

Name = Annotated[RequiredLine, StringConstraints(max_length=100)]
Note = Annotated[Remark, StringConstraints(max_length=2000)]  # no word of the writer lets a 個人番号 into a roster
Role = Annotated[Line, StringConstraints(max_length=100)]


class WorkerIn(Input):
    """従事者."""

    name: Name
    affiliation: Line = Field(default="", description="所属（会社、部署）")
    role: Role = Field(default="", description="役割（業務責任者、作業者など）")
    trained_on: Day | None = Field(default=None, description="情報セキュリティの研修を受けた日")
    scope: Line = Field(default="", description="作業の内容")
    place: Line = Field(default="", description="作業場所")
    starts_on: Day | None = None
    ends_on: Day | None = Field(default=None, description="従事の最後の日")
    handles_my_number: Flag = Field(default=False, description="特定個人情報を取り扱うか")


class RosterIn(Input):
    """従事者名簿 or 変更届: the whole roster as it holds from ``effective_on`` on."""

    effective_on: Day
    received_on: Day = Field(description="名簿又は変更届を受けた日")
    note: Note = Field(default="", description="変更の理由等")
    workers: Annotated[list[WorkerIn], Field(min_length=1, max_length=500)]


class WorkerOut(Output):
    name: str
    affiliation: str
    role: str
    trained_on: date | None
    scope: str
    place: str
    starts_on: date | None
    ends_on: date | None
    handles_my_number: bool


class RosterRow(Output):
    """A version of a roster, without its people."""

    id: UUID
    contract_id: UUID
    edition: int
    effective_on: date
    received_on: date
    is_change: bool = Field(description="変更届によるものか")
    in_force: bool = Field(default=False, description="今日の名簿であるか")
    note: str
    worker_count: int = 0
    recorded_name: str
    version: int
    created_at: datetime


class RosterOut(RosterRow):
    """A version of a roster with its people."""

    workers: list[WorkerOut] = Field(default_factory=list)
    came: list[str] = Field(default_factory=list, description="前の版から加わった者")
    left: list[str] = Field(default_factory=list, description="前の版から外れた者")
