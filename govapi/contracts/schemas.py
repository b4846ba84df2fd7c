"""Shapes of the contracts at the doors."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from govapi.contracts.rules import DepositKind, TermKind
from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Output, Prose, Reason, RequiredLine, UnitPrice, Yen
from govapi.workflow.shapes import AvailableOut

Year = Annotated[int, Field(strict=True, ge=2000, le=2100, description="会計年度（4月1日の西暦年）")]
Answers = Annotated[dict[Identifier, bool | int | Identifier], Field(max_length=60)]
PaymentTerms = Annotated[Reason, StringConstraints(max_length=500), Field(description="支払条件（空のときは標準の文）")]
Words = Annotated[list[RequiredLine], Field(max_length=50)]


class UnitPriceRow(Input):
    """単価表の一行."""

    item: RequiredLine
    unit: RequiredLine
    price: UnitPrice
    estimated_quantity: Annotated[int, Field(strict=True, ge=0, le=10**9)] | None = None


class HandedDocument(Input):
    """A document of ours shown or given to the contractor (実施手順 is not public: what was shown, and when, is kept)."""

    title: RequiredLine
    version: Line = ""
    handed_on: Day | None = None
    method: Line = ""


class ContractPatch(Input):
    """The fields to change; those left out stay as they are. What may change depends on the state."""

    title: RequiredLine | None = None
    outline: Prose | None = None
    fiscal_year: Year | None = None
    method: Identifier | None = None
    ground: Identifier | None = None
    ground_reason: Reason | None = None
    split_answer: Reason | None = None
    predetermined_price: Yen | None = None
    amount: Yen | None = None
    tax_exempt: Flag | None = None
    is_unit_price: Flag | None = None
    unit_prices: Annotated[list[UnitPriceRow], Field(max_length=100)] | None = None
    payment_terms: PaymentTerms | None = None
    budget_line: Line | None = None
    obligation_number: Identifier | None = None
    deposit_kind: Literal["", "paid", "exempt"] | None = None
    deposit_amount: Yen | None = None
    deposit_exempt_reason: Line | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    term_kind: TermKind | None = None
    long_term_kind: Identifier | None = None
    advance_procedure: Flag | None = None
    concluded_on: Day | None = None
    notice_days: Annotated[int, Field(strict=True, ge=0, le=730)] | None = None
    place: Line | None = None
    delivery: Reason | None = None
    supervisor_id: UUID | None = None
    inspector_id: UUID | None = None
    contractor_officer_name: Line | None = None
    contractor_officer_title: Line | None = None
    contractor_officer_contact: Line | None = None
    answers: Answers | None = None
    information: Words | None = None
    handed_documents: Annotated[list[HandedDocument], Field(max_length=100)] | None = None
    chosen_class: Identifier | None = None
    class_reason: Reason | None = None
    assessment_published: Flag | None = Field(default=None, description="委託先評価の条件を公告、実施要領等に示した")
    confirmation_plan: Reason | None = Field(default=None, description="契約後に対策を確かめる計画")
    confirmation_due: Day | None = None


class ContractIn(ContractPatch):
    """A job to draft. Only the title and the fiscal year are needed to begin."""

    title: RequiredLine
    fiscal_year: Year
    department_id: UUID | None = Field(default=None, description="所管課（省くと起案者の所属）")
    predecessor_id: UUID | None = Field(default=None, description="更新前の契約")


class SelectIn(Input):
    """相手方の決定. A suspended firm needs the prior approval and its reason (随意契約 only)."""

    contractor_id: UUID
    office_id: UUID | None = None
    amount: Yen | None = None
    selection_reason: Reason = ""
    suspension_approval: Reason = ""
    reason: Reason = ""


class TerminateIn(Input):
    """契約の解除: the ground in the contract."""

    ground: RequiredLine
    terminated_on: Day
    reason: Reason = Field(min_length=1)


class SubmitIn(Input):
    """起案: the words of the 伺い文."""

    note: Prose = ""
    reason: Reason = ""


class HandedDocumentOut(Output):
    """A document of ours the contractor was shown or given: which version, when, and how."""

    title: str
    version: str = ""
    handed_on: date | None = None
    method: str = ""

    @model_validator(mode="before")
    @classmethod
    def _of_a_title(cls, row: object) -> object:
        """Contracts of before this was a list of fields kept one line for each."""
        return {"title": row} if isinstance(row, str) else row


class BadgeOut(Output):
    key: str
    label: str


class ReasonOut(Output):
    """Why the information was put into its class, with the policy sentences behind it."""

    because: str
    class_code: str | None
    policy: list[str]
    source: str


class ContractRow(Output):
    """A contract in a list. The 予定価格 is never here."""

    id: UUID
    number: str
    status: str
    status_label: str = ""
    badges: list[BadgeOut] = Field(default_factory=list)
    title: str
    fiscal_year: int
    organ_id: UUID
    department_id: UUID
    method: str | None
    amount: int | None
    starts_on: date | None
    ends_on: date | None
    class_code: str | None
    contractor_id: UUID | None
    contractor_name: str | None = None
    migrated: bool
    version: int
    created_at: datetime


class ContractOut(ContractRow):
    """A contract with everything its reader may see and do."""

    outline: str
    predecessor_id: UUID | None
    method_label: str = ""
    ground: str | None
    ground_label: str = ""
    ground_reason: str
    split_answer: str
    split_suspects: list[str] = Field(default_factory=list)
    predetermined_price: int | None = Field(default=None, description="予定価格（閲覧できる者にだけ示す）")
    tax: int | None = None
    tax_rate: Decimal | None = None
    tax_exempt: bool
    is_unit_price: bool
    unit_prices: list[dict[str, Any]]
    payment_terms: str
    budget_line: str
    obligation_number: str
    deposit_kind: DepositKind | Literal[""]
    deposit_amount: int | None
    deposit_exempt_reason: str
    term_kind: TermKind
    term_kind_label: str = ""
    long_term_kind: str | None
    advance_procedure: bool
    concluded_on: date | None
    notice_days: int | None
    notice_on: date | None = None
    place: str
    delivery: str
    supervisor_id: UUID | None
    inspector_id: UUID | None
    contractor_officer_name: str
    contractor_officer_title: str
    contractor_officer_contact: str
    answers: dict[str, Any]
    unanswered: list[str] = Field(default_factory=list)
    information: list[str]
    handed_documents: list[HandedDocumentOut]
    derived_class: str | None
    chosen_class: str | None
    class_reason: str
    class_label: str = ""
    integrity: int
    availability: int
    because: list[ReasonOut] = Field(default_factory=list)
    rule_16_3: bool | None = Field(default=None, description="地方自治法施行規則第16条の3の適用（履行の初日による）")
    transitional: bool | None = Field(default=None, description="経過措置対象")
    office_id: UUID | None
    selection_reason: str
    suspension_approval: str
    assessment_published: bool
    confirmation_plan: str
    confirmation_due: date | None
    confirmed_on: date | None
    confirmation_result: str
    policy_version: int
    submitted_at: datetime | None
    available_actions: list[AvailableOut] = Field(default_factory=list)
