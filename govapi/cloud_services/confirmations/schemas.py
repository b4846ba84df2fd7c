"""Shapes of the yearly confirmation at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Flag, Identifier, Input, Output, Reason

Key = Annotated[Identifier, Field(min_length=1)]
Result = Literal["continue", "change", "stop"]


class ConfirmationAnswerIn(Input):
    """The answer to one question; one that is not the expected one needs an explanation."""

    key: Key
    answer: Flag
    remark: Reason = ""


class ConfirmationIn(Input):
    """A yearly confirmation: every question answered, and what follows."""

    answers: Annotated[list[ConfirmationAnswerIn], Field(max_length=100)]
    result: Result = Field(description="continue：引き続き利用する、change：利用の内容を変更する、stop：利用を終える")
    remark: Reason = ""


class ConfirmationQuestionOut(Output):
    """A question of the confirmation; ``good`` is the answer that needs no explanation."""

    key: str
    label: str
    good: bool
    because: str
    policy: list[str]
    source_label: str


class ConfirmationSheetOut(Output):
    """What is to be confirmed next: by when, and which questions."""

    turn: int
    due_on: date | None = Field(description="確認の期日（予定がないときは null）")
    opens_on: date | None = Field(description="確認を始める時期")
    questions: list[ConfirmationQuestionOut]


class ConfirmationAnswerOut(Output):
    """An answer with its question as it was asked."""

    key: str
    label: str
    answer: bool
    good: bool
    remark: str


class ConfirmationOut(Output):
    """A confirmation that was made."""

    id: UUID
    use_id: UUID
    turn: int
    due_on: date
    confirmed_on: date
    policy_version: int
    answers: list[ConfirmationAnswerOut]
    result: Result
    result_label: str = ""
    remark: str
    next_on: date | None
    confirmed_name: str
    confirmed_post: str
    version: int
    created_at: datetime
