"""What the form of an amendment sends: every term on the page, changed or not."""

from typing import Annotated, Literal

from pydantic import Field

from govapi.contracts.amendments.schemas import Why
from govapi.contracts.rules import TermKind
from govapi.contracts.schemas import PaymentTerms, UnitPriceRow
from govapi.edge.shapes import Day, Identifier, Input, Line, Prose, Reason, Remark, Yen

Typed = Annotated[dict[str, str | None], Field(max_length=60)]


class TermsIn(Input):
    """The terms as they stand on the page. A blank text is an empty text."""

    outline: Prose = ""
    amount: Yen | None = None
    unit_prices: Annotated[list[UnitPriceRow], Field(max_length=100)] = Field(default_factory=list)
    payment_terms: PaymentTerms = ""
    deposit_kind: Literal["", "paid", "exempt"] = ""
    deposit_amount: Yen | None = None
    deposit_exempt_reason: Line = ""
    ends_on: Day | None = None
    term_kind: TermKind = "single_year"
    long_term_kind: Identifier | None = None
    place: Line = ""
    delivery: Reason = ""
    budget_line: Line = ""
    answers: Typed = Field(default_factory=dict)
    information: Remark = ""
    chosen_class: Identifier | None = None
    class_reason: Reason = ""


class AmendmentFormIn(Input):
    """変更契約の下書き."""

    reason: Why
    effective_on: Day
    changes: TermsIn = Field(default_factory=TermsIn)
    clauses: Annotated[list[Identifier], Field(max_length=60)] = Field(default_factory=list)
    parameters: Annotated[dict[str, Typed], Field(max_length=60)] = Field(default_factory=dict)
