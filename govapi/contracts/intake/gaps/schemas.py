"""Shapes of the gaps at the doors."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import Field

from govapi.contracts.intake.gaps.rules import WAYS, Gap, Way
from govapi.contracts.tables import Contract
from govapi.edge.shapes import Output


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
