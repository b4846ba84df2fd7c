"""Shapes of the amendments at the doors."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from govapi.contracts.rules import TermKind
from govapi.contracts.schemas import Answers, PaymentTerms, UnitPriceRow, Words
from govapi.edge.shapes import Day, Identifier, Input, Line, Output, Prose, Reason, Yen
from govapi.workflow.shapes import AvailableOut

Status = Literal["draft", "in_approval", "decided", "rejected", "withdrawn"]
Why = Annotated[Reason, Field(min_length=1)]
Parameters = Annotated[dict[Identifier, int | str | bool], Field(max_length=30)]
Clauses = Annotated[dict[Identifier, Parameters], Field(max_length=60, description="変更契約で入れる条項（key と数値等）")]


class ChangesIn(Input):
    """The terms after the change; those left out stay as they are."""

    outline: Prose | None = None
    amount: Yen | None = None
    unit_prices: Annotated[list[UnitPriceRow], Field(max_length=100)] | None = None
    payment_terms: PaymentTerms | None = None
    deposit_kind: Literal["", "paid", "exempt"] | None = None
    deposit_amount: Yen | None = None
    deposit_exempt_reason: Line | None = None
    ends_on: Day | None = None
    term_kind: TermKind | None = None
    long_term_kind: Identifier | None = None
    place: Line | None = None
    delivery: Reason | None = None
    budget_line: Line | None = None
    answers: Answers | None = None
    information: Words | None = None
    chosen_class: Identifier | None = None
    class_reason: Reason | None = None


class AmendmentIn(Input):
    """変更契約の起案: why, from which day, what, and the clauses it brings in."""

    reason: Why
    effective_on: Day = Field(description="効力発生日")
    changes: ChangesIn = Field(default_factory=ChangesIn)
    clauses: Clauses = Field(default_factory=dict)


class AmendmentPatch(Input):
    """What of a draft to change. ``changes`` and ``clauses`` are given whole."""

    reason: Why | None = None
    effective_on: Day | None = None
    changes: ChangesIn | None = None
    clauses: Clauses | None = None


class ChangeOut(Output):
    field: str
    label: str
    before: Any
    after: Any


class AmendmentRow(Output):
    """An amendment in a list."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    contract_id: UUID
    reason: str
    effective_on: date
    amount_before: int | None
    amount_after: int | None
    class_before: str | None
    class_after: str | None
    returned: bool
    decided_on: date | None
    applied_on: date | None
    version: int
    created_at: datetime


class AmendmentOut(AmendmentRow):
    """An amendment with its changes and what this caller may do."""

    changes: list[ChangeOut]
    clauses: dict[str, Any]
    missing_clauses: list[str] = Field(default_factory=list, description="新たに必要で、まだ入れていない条項の key")
    available_actions: list[AvailableOut] = Field(default_factory=list)


class TermsOut(Output):
    """The terms that hold from a day on."""

    effective_on: date
    amendment_id: UUID | None
    terms: dict[str, Any]
