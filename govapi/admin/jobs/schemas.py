"""Shapes of the job runs at the doors."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from govapi.duties.schemas import DutyOut
from govapi.edge.shapes import Flag, Input, Output


class RunIn(Input):
    """A run to be started now."""

    dry_run: Flag = Field(default=False, description="true のとき、行うとどうなるかだけを答え、何も変更しない")


class RunOut(Output):
    """One run of a job."""

    id: UUID
    task: str = Field(examples=["re-review"])
    status: Literal["waiting", "running", "done", "failed"]
    status_label: str = Field(examples=["完了"])
    scheduled: bool = Field(description="日ごとの定時の実行か")
    run_at: datetime
    finished_at: datetime | None
    attempts: int
    error: str
    counts: dict[str, int] = Field(description="opened（着手の時期が来たもの）、notices（お知らせ）、mails（メール）等の件数")


class MovedOut(Output):
    """A contractor whose next review the date or a newer policy set has moved."""

    contractor_name: str
    number: str = Field(description="評価の番号（空のときは、新しく始まる評価）")
    before_on: date | None
    after_on: date | None
    cause_label: str


class ForeseenOut(Output):
    """What a run would do now."""

    opened: int = Field(description="着手の時期が来る仕事の件数")
    reminded: int = Field(description="お知らせの対象になる仕事の件数")
    first: list[DutyOut] = Field(description="着手の時期が来る仕事（期日の早い順に20件まで）")
    moved: list[MovedOut] = Field(description="次回の評価の期日が変わる委託先（20件まで）")


class RunStarted(Output):
    """The run that was queued, or, for a dry run, what it would do."""

    dry_run: bool
    run: RunOut | None = None
    foreseen: ForeseenOut | None = None
