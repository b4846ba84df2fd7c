"""Shapes of the answers to a lost registration at the doors."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Day, Input, Output, Prose

Answer = Literal["continue", "change", "stop"]
ANSWERS: Mapping[str, str] = {"continue": "書面による判断により利用を続ける", "change": "利用を変更する", "stop": "利用を終える"}


class LossAnswerIn(Input):
    """What the section does about its use."""

    registration_id: UUID = Field(description="失われた（失われる）登録の id")
    answer: Answer = Field(description="continue は、登録のないサービスの安全性についての判断の記録が要る。")
    reason: Annotated[Prose, StringConstraints(min_length=1)]
    until: Day | None = Field(default=None, description="変更し、又は終えるときの期限")


class LossOut(Output):
    """A loss of registration that a use must be looked at for, and what was answered."""

    registration_id: UUID
    cause: str
    cause_label: str
    on: date = Field(description="登録が有効な最後の日、又は失われたことを本市が知った日")
    due: date = Field(description="対応の期限")
    label: str
    open: bool = Field(description="対応の時期に入っているかどうか（有効期限が先のときは、まだ要らない。）")
    answer: Answer | None = None
    answer_label: str = ""
    reason: str = ""
    until: date | None = None
    answered_name: str = ""
    answered_post: str = ""
    answered_at: datetime | None = None


class LossesOut(Output):
    """Every loss a use is about, and whether a valid written judgement about the unregistered service is there."""

    use_id: UUID
    number: str
    registered: bool = Field(description="今日、利用の可否の規則で「登録あり」となるかどうか")
    judged: bool = Field(description="登録のないサービスの安全性について、利用できるとした判断が今日有効かどうか")
    may_answer: bool
    losses: list[LossOut]
    version: int
