"""The contract itself. What hangs on it (clauses, amendments, closing) has its own tables in the sub-packages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint, false
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class Contract(TenantRow, table=True):
    """業務委託契約. Amounts are whole yen with tax; ``starts_on`` and ``ends_on`` are the first and the last day of performance."""

    __tablename__ = "contracts"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="term"),
        Index("ix_contracts_newest", "municipality_code", "id"),
        Index("ix_contracts_status", "municipality_code", "status", "id"),
        Index("ix_contracts_department", "municipality_code", "department_path", "id"),
        Index("ix_contracts_organ", "municipality_code", "organ_id", "id"),
        Index("ix_contracts_year", "municipality_code", "fiscal_year", "id"),
        Index("ix_contracts_contractor", "municipality_code", "contractor_id", "id"),
        Index("ix_contracts_ends", "municipality_code", "ends_on", "id"),
        Index("ix_contracts_told", "municipality_code", "told_with", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=30)
    title: str = Field(max_length=200)
    outline: str = Field(default="", max_length=4000)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    fiscal_year: int
    created_by: UUID | None = Field(default=None, foreign_key="people.id")
    predecessor_id: UUID | None = Field(default=None, foreign_key="contracts.id")  # the contract this one renews
    migrated: bool = False
    policy_version: int = 0

    # 契約の方法
    method: str | None = Field(default=None, max_length=40)
    ground: str | None = Field(default=None, max_length=40)
    ground_reason: str = Field(default="", max_length=2000)
    split_answer: str = Field(default="", max_length=2000)  # why it is no 分割発注
    predetermined_price: int | None = None  # 予定価格: narrow

    # 金額
    amount: int | None = None
    tax_rate: Decimal | None = Field(default=None, sa_type=Numeric(5, 4))
    tax_exempt: bool = False
    is_unit_price: bool = False
    unit_prices: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    payment_terms: str = Field(default="", max_length=500)  # empty: the sentence all contracts share
    budget_line: str = Field(default="", max_length=200)
    obligation_number: str = Field(default="", max_length=60)  # 支出負担行為番号
    deposit_kind: str = Field(default="", max_length=10)  # paid | exempt
    deposit_amount: int | None = None
    deposit_exempt_reason: str = Field(default="", max_length=200)

    # 期間
    starts_on: date | None = None
    ends_on: date | None = None
    term_kind: str = Field(default="single_year", max_length=20)
    long_term_kind: str | None = Field(default=None, max_length=40)
    advance_procedure: bool = False  # 準備行為
    concluded_on: date | None = None
    notice_days: int | None = Field(default=None, ge=0, le=730)

    # 履行
    place: str = Field(default="", max_length=200)
    delivery: str = Field(default="", max_length=2000)
    supervisor_id: UUID | None = Field(default=None, foreign_key="people.id")
    inspector_id: UUID | None = Field(default=None, foreign_key="people.id")
    contractor_officer_name: str = Field(default="", max_length=100)
    contractor_officer_title: str = Field(default="", max_length=100)
    contractor_officer_contact: str = Field(default="", max_length=200)

    # 取り扱う情報
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    information: list[str] = Field(default_factory=list, sa_type=Json)  # kinds of information, in words
    handed_documents: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    derived_class: str | None = Field(default=None, max_length=4)
    chosen_class: str | None = Field(default=None, max_length=4)
    class_reason: str = Field(default="", max_length=2000)
    class_code: str | None = Field(default=None, max_length=4)  # the class that holds
    integrity: int = 1
    availability: int = 1
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)

    # 相手方
    contractor_id: UUID | None = Field(default=None, foreign_key="contractors.id")
    office_id: UUID | None = Field(default=None, foreign_key="contractor_offices.id")
    selection_reason: str = Field(default="", max_length=2000)
    suspension_approval: str = Field(default="", max_length=2000)  # prior approval of a 随契 with a suspended firm

    # 委託先評価の条件
    assessment_published: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # told in 公告, 実施要領 …
    confirmation_plan: str = Field(default="", max_length=2000, sa_column_kwargs={"server_default": ""})
    confirmation_due: date | None = None
    confirmed_on: date | None = None
    confirmation_result: str = Field(default="", max_length=2000, sa_column_kwargs={"server_default": ""})

    submitted_by: UUID | None = Field(default=None, foreign_key="people.id")
    submitted_at: datetime | None = None
    returned: bool = False
    # The policy version under which the assessments were told what is wanted. Not the clerk's to see: it raises no version.
    told_with: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class ConcludedTerms(TenantRow, table=True):
    """契約条件の履歴: the terms in force from a day on, by the contract itself or by an amendment."""

    __tablename__ = "contract_terms"
    __table_args__ = (Index("ix_contract_terms_contract", "municipality_code", "contract_id", "effective_on"),)

    contract_id: UUID = Field(foreign_key="contracts.id")
    amendment_id: UUID | None = None
    effective_on: date
    terms: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
