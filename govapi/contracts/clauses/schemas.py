"""Shapes of the clause rows at the doors."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from govapi.contracts.clauses.rules import STATES, State
from govapi.edge.shapes import Input, Output


class ClauseIn(Input):
    """Where a clause of a draft stands, and its parameters. ``missing`` takes it out again."""

    state: Literal["included", "missing"]
    parameters: dict[str, int | str | bool] = Field(default_factory=dict, max_length=30)


class ClauseOut(Output):
    id: UUID
    key: str
    clause_version: int
    title: str
    required: bool
    because: str
    state: State
    state_label: str = ""
    document: str
    article: str
    parameters: dict[str, Any]
    policy: list[str] = Field(default_factory=list)
    source: str = ""
    waivable: bool = False
    waived_until: date | None = None
    version: int

    def model_post_init(self, _context: object) -> None:
        self.state_label = STATES[self.state]
