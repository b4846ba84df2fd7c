"""Shapes of the proposal at the doors."""

from typing import Literal

from pydantic import Field

from govapi.edge.shapes import Day, Input, Remark

VerdictKey = Literal["fit", "conditional", "unfit"]


class ProposalIn(Input):
    """評価の伺い: the verdict that is asked for. Without ``until`` it holds as long as the tier has it."""

    verdict: VerdictKey
    opinion: Remark = Field(default="", description="所管課の意見")
    conditions: Remark = Field(default="", description="付する条件（条件付適合のとき）")
    until: Day | None = Field(default=None, description="有効期間の末日")
    note: Remark = Field(default="", description="伺い文")
