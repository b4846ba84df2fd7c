"""Shapes of the conditions at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Flag, Input, Line, Output, Reason, RequiredLine

Text = Annotated[Reason, Field(min_length=1, max_length=1000)]
Note = Annotated[Reason, Field(min_length=1)]
Days = Annotated[int, Field(strict=True, ge=1, le=1000)]


class ConditionIn(Input):
    """A condition added while the application circulates: to be met before the use begins, by a day, or within days."""

    label: RequiredLine
    text: Text
    due: Literal["use", "date"] = Field(description="use：利用を始める前、date：期日まで")
    due_on: Day | None = Field(default=None, description="期限の日（due が date のとき、due_days とどちらか一方）")
    due_days: Days | None = Field(default=None, description="決定の日からの日数（due が date のとき、due_on とどちらか一方）")
    proof: Line = Field(default="", description="求める書類等")


class MeetIn(Input):
    """How the section met the condition."""

    met_on: Day | None = Field(default=None, description="満たした日（省略したときは今日）")
    note: Note = Field(description="どのように満たしたか")


class MeetFormIn(MeetIn):
    """What the page sends; the file comes beside it."""

    file: object = None


class CheckIn(Input):
    """What the check found: satisfied, or returned with what is lacking."""

    satisfied: Flag
    note: Reason = Field(default="", description="確認の内容（差し戻すときは、足りないもの）")


class ConditionOut(Output):
    """A condition of a use, and how it stands today."""

    id: UUID
    use_id: UUID
    position: int
    key: str = Field(description="方針セットの条件の key（決定の過程で加えた条件は空）")
    label: str
    text: str
    due: Literal["submission", "use", "date"]
    due_label: str = ""
    due_on: date | None
    due_days: int | None
    proof: str
    state: Literal["declared", "open", "met", "checked"] = "open"
    state_label: str = ""
    blocks_start: bool = Field(default=False, description="満たすまで利用を始められないか")
    overdue: bool = Field(default=False, description="期限を過ぎたか、満たさないまま利用の始期が来たか")
    added_by_name: str
    met_on: date | None
    met_note: str
    met_name: str
    evidence_name: str
    evidence_sha256: str
    checked_on: date | None
    checked_name: str
    check_note: str
    returns: int = Field(description="差し戻された回数")
    version: int
    created_at: datetime
