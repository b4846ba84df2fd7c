"""Shapes of the yearly review at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Flag, Identifier, Input, Output, Reason

Key = Annotated[Identifier, Field(min_length=1)]
Result = Literal["continue", "correct", "pause", "close"]


class SnsReviewAnswerIn(Input):
    """The answer to one check; one that is not as it should be needs an explanation."""

    key: Key
    answer: Flag
    note: Reason = ""


class SnsReviewIn(Input):
    """A yearly review: every check answered, and what follows."""

    answers: Annotated[list[SnsReviewAnswerIn], Field(max_length=100)]
    result: Result = Field(description="continue：引き続き運用する、correct：是正して運用する、pause：休止する、close：閉鎖する")
    correct_by: Day | None = Field(default=None, description="是正の期日（correct のときに必要）")
    note: Reason = ""


class SnsCorrectionIn(Input):
    """What a review found was put right."""

    corrected_on: Day = Field(description="是正した日（確認の日から今日まで）")
    note: Annotated[Reason, Field(min_length=1, description="是正した内容")]


class SnsReviewQuestionOut(Output):
    """A check of the review; ``good`` is the answer that needs no explanation."""

    key: str
    label: str
    help: str
    good: bool
    required: bool
    policy: list[str]
    source_label: str


class SnsReviewSheetOut(Output):
    """What is to be checked next: by when, and which checks."""

    turn: int
    due_on: date | None = Field(description="確認の期日（予定がないときは null）")
    opens_on: date | None = Field(description="確認を始める時期")
    questions: list[SnsReviewQuestionOut]


class SnsReviewAnswerOut(Output):
    """An answer with its check as it was asked."""

    key: str
    label: str
    answer: bool
    good: bool
    note: str


class SnsReviewOut(Output):
    """A review that was made."""

    id: UUID
    account_id: UUID
    turn: int
    due_on: date
    reviewed_on: date
    policy_version: int
    answers: list[SnsReviewAnswerOut]
    result: Result
    result_label: str = ""
    note: str
    correct_by: date | None = Field(description="是正の期日")
    corrected_on: date | None = Field(description="是正した日")
    corrected_note: str
    corrected_name: str
    next_on: date | None
    reviewed_name: str
    reviewed_post: str
    version: int
    created_at: datetime
