"""Shapes of the review at the doors."""

from typing import Annotated, Literal

from pydantic import Field

from govapi.edge.shapes import Identifier, Input, Output, Reason

VerdictKey = Literal["", "accepted", "insufficient"]


class VerdictIn(Input):
    """What the town says to the answer of one question. Empty: not looked at."""

    question: Annotated[Identifier, Field(min_length=1, description="設問の id（例：D3-1）")]
    verdict: VerdictKey = ""
    comment: Reason = Field(default="", description="不足のときは、何が足りないか")


class VerdictsIn(Input):
    """Verdicts on some answers; the others stay as they are."""

    verdicts: Annotated[list[VerdictIn], Field(min_length=1, max_length=500)]


class PartOut(Output):
    """The answers of a domain or to a threat, counted as they were judged. ``score`` is of 100; null: nothing to score."""

    key: str
    title: str
    asked: int
    answered: int
    done: int
    partly: int
    not_done: int
    not_applicable: int
    insufficient: int
    score: int | None


class KnockedOutOut(Output):
    question: str
    because: str


class BreakdownOut(Output):
    """What the answers come to. ``coverage``: percentage of the questions answered."""

    score: int | None
    coverage: int
    fit_at_least: int | None = Field(description="適合の目安となる点数（判断は決裁者が行う）")
    whole: PartOut
    domains: list[PartOut]
    threats: list[PartOut]
    knocked_out: list[KnockedOutOut]
