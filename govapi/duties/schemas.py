"""Shapes of the duties at the doors."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from litestar.params import Parameter
from pydantic import Field

from govapi.edge.shapes import Output

Status = Literal["planned", "open", "done", "dropped"]
State = Literal["", "due_soon", "overdue"]
Word = Annotated[str | None, Parameter(max_length=64, description="種類（例：assessment.review）、又は対象（例：assessment）")]
DueBefore = Annotated[date | None, Parameter(description="期日がこの日より前のもの")]
DueFrom = Annotated[date | None, Parameter(description="期日がこの日以後のもの")]
Mine = Annotated[bool, Parameter(description="自分の所属（その下の組織を含む。）のもの及び自分が担当するものに限る")]

Places = Mapping[str, str]
Subpages = Mapping[str, str]
"""Where the records of a noun stand, under either door: ``{"assessment": "/assessments"}``. Handed in by ``app``."""


class DutyOut(Output):
    """A dated obligation, and the record by which it is met."""

    id: UUID
    number: str = Field(description="対象の番号")
    kind: str = Field(examples=["assessment.review"])
    kind_label: str = Field(default="", examples=["委託先の再評価"])
    status: Status
    status_label: str = ""
    state: State = Field(default="", description="期日までの近さ：due_soon（7日以内）、overdue（期限切れ）")
    noun: str
    record_id: UUID
    record_url: str = Field(default="", description="対象の記録")
    title: str
    department_id: UUID
    person_id: UUID | None = Field(description="担当する職員（決まっているとき）")
    due_on: date = Field(description="期日（閉庁日のときは、その前の開庁日）")
    nominal_on: date = Field(description="閉庁日を考えない期日")
    opens_on: date = Field(description="着手の時期")
    cause: str
    cause_label: str = Field(description="期日の根拠")
    opened_at: datetime | None
    settled_at: datetime | None
    settled_label: str = Field(description="完了又は取消しの理由")
    version: int
    created_at: datetime
