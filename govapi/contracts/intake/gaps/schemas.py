"""Shapes of the gaps at the doors."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from govapi.contracts.intake.gaps.rules import WAYS, Gap, Way
from govapi.contracts.schemas import Answers
from govapi.contracts.tables import Contract
from govapi.edge.shapes import Day, Identifier, Input, Output, RequiredLine, Yen


class GapsPatch(Input):
    """What is supplied to a migrated contract: only fields that are empty, questions not answered, clauses not confirmed."""

    method: Identifier | None = None
    ground: Identifier | None = None
    amount: Yen | None = None
    concluded_on: Day | None = None
    budget_line: RequiredLine | None = None
    place: RequiredLine | None = None
    long_term_kind: Identifier | None = None
    answers: Answers = Field(default_factory=dict)
    clauses: Annotated[dict[Identifier, Literal["included", "absent"]], Field(max_length=60)] = Field(
        default_factory=dict, description="契約書を確かめた結果（含む、なし）を条項の key ごとに"
    )


class WayOut(Output):
    """不足を解く方法."""

    key: Way
    label: str


class GapOut(Output):
    """What is lacking, and the ways out."""

    key: str
    sentence: str
    ways: list[WayOut]
    items: list[str] = Field(default_factory=list)

    @classmethod
    def of(cls, gap: Gap) -> Self:
        ways = [WayOut(key=way, label=WAYS[way]) for way in gap.ways]
        return cls(key=gap.key, sentence=gap.sentence, ways=ways, items=list(gap.items))


class ContractGapsOut(Output):
    """A contract and what it lacks."""

    id: UUID
    number: str
    title: str
    department_id: UUID
    ends_on: date | None
    gaps: list[GapOut]

    @classmethod
    def of(cls, contract: Contract, found: list[Gap]) -> Self:
        values = {name: getattr(contract, name) for name in ("id", "number", "title", "department_id", "ends_on")}
        return cls(**values, gaps=[GapOut.of(gap) for gap in found])
