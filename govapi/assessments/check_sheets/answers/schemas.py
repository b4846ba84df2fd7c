"""Shapes of the answers at the doors."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Flag, Identifier, Input, Line, Output, Reason

AnswerKey = Literal["", "done", "partly", "not_done", "na"]


class AnswerIn(Input):
    """The answer to one question, as it stands on the paper that came back. Empty: not answered yet."""

    question: Annotated[Identifier, Field(min_length=1, description="設問の id（例：D3-1）")]
    answer: AnswerKey = ""
    reason: Reason = Field(default="", description="該当なしとする理由、未実施のときの対応の予定")
    remark: Reason = ""


class AnswersIn(Input):
    """Answers to some questions; those of the others stay as they are. ``complete``: the round goes to the review."""

    answers: Annotated[list[AnswerIn], Field(max_length=500)]
    respondent_name: Line = ""
    respondent_title: Line = ""
    complete: Flag = False


class KnockOutOut(Output):
    """The least answer without which 適合 is impossible, and why."""

    at_least: Literal["done", "partly"]
    because: str


class CertificateOut(Output):
    """The evidence that answers a question."""

    id: UUID
    number: str
    title: str


class PreviousOut(Output):
    """What was answered in the last cycle. ``same_question``: it may be taken over; else the wording has changed."""

    answer: str
    answer_label: str
    reason: str
    remark: str
    comment: str
    text: str
    same_question: bool
    change: Literal["", "same", "better", "worse", "changed"] = Field(
        default="", description="前回からの動き（未回答のときは空）"
    )
    change_label: str = ""


class AnswerOut(Output):
    """A question of the round with its answer, what the town says to it, and what was said last time."""

    question: str
    question_version: int
    domain: str
    domain_title: str
    topic: str
    topic_title: str
    threats: list[str]
    text: str
    help: str
    evidence_wanted: str
    weight: int
    knock_out: KnockOutOut | None
    answer: AnswerKey
    answer_label: str
    reason: str
    remark: str
    evidence: CertificateOut | None = Field(description="この設問に答えている証跡")
    verdict: Literal["", "accepted", "insufficient"]
    verdict_label: str
    comment: str
    below_knock_out: bool
    previous: PreviousOut | None
