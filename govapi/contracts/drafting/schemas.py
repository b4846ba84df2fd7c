"""What each page of the form sends. A field left blank is emptied; a field the page did not send stays as it is."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.contracts.rules import DepositKind, TermKind
from govapi.contracts.schemas import HandedDocument, PaymentTerms, UnitPriceRow, Year
from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Prose, Reason, Remark, RequiredLine, Yen


class BasicsIn(Input):
    title: RequiredLine
    fiscal_year: Year
    outline: Prose = ""
    place: Line = ""
    delivery: Reason = ""


class NewIn(BasicsIn):
    department_id: UUID | None = None
    predecessor_id: UUID | None = None


class InformationIn(Input):
    answers: Annotated[dict[str, str | None], Field(max_length=60)] = Field(default_factory=dict)
    information: Remark = ""
    chosen_class: Identifier | None = None
    class_reason: Reason = ""


class MethodIn(Input):
    method: Identifier | None = None
    ground: Identifier | None = None
    ground_reason: Reason = ""
    predetermined_price: Yen | None = None
    split_answer: Reason = ""
    starts_on: Day | None = None
    ends_on: Day | None = None
    term_kind: TermKind = "single_year"
    long_term_kind: Identifier | None = None
    advance_procedure: Flag = False


class MoneyIn(Input):
    is_unit_price: Flag = False
    amount: Yen | None = None
    tax_exempt: Flag = False
    unit_prices: Annotated[list[UnitPriceRow], Field(max_length=100)] = Field(default_factory=list)
    payment_terms: PaymentTerms = ""
    budget_line: Line = ""
    deposit_kind: DepositKind | Literal[""] = ""
    deposit_amount: Yen | None = None
    deposit_exempt_reason: Line = ""
    concluded_on: Day | None = None


class PerformanceIn(Input):
    supervisor_id: UUID | None = None
    inspector_id: UUID | None = None
    obligation_number: Identifier = ""
    contractor_officer_name: Line = ""
    contractor_officer_title: Line = ""
    contractor_officer_contact: Line = ""
    handed_documents: Annotated[list[HandedDocument], Field(max_length=100)] = Field(default_factory=list)
    notice_days: Annotated[int, Field(strict=True, ge=0, le=730)] | None = None


FORMS: dict[str, type[Input]] = {
    "basics": BasicsIn,
    "information": InformationIn,
    "method": MethodIn,
    "money": MoneyIn,
    "performance": PerformanceIn,
}
