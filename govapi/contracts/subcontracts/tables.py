"""The requests for consent to sub-contracting, and what became of them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class Subcontract(TenantRow, table=True):
    """再委託: asked for by the contractor, consented to or refused by the city. ``parent_id`` is the upper sub-contract, if any."""

    __tablename__ = "subcontracts"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("period_to >= period_from", name="period"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
        Index("ix_subcontracts_contract", "municipality_code", "contract_id", "id"),
        Index("ix_subcontracts_status", "municipality_code", "status", "id"),
        Index("ix_subcontracts_department", "municipality_code", "department_path", "id"),
        Index("ix_subcontracts_contractor", "municipality_code", "contractor_id"),
        Index("ix_subcontracts_parent", "municipality_code", "parent_id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=20)
    contract_id: UUID = Field(foreign_key="contracts.id")
    parent_id: UUID | None = Field(default=None, foreign_key="subcontracts.id")
    tier: int = 1  # 1 再委託, 2 再々委託 …
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)

    # 再委託先
    contractor_id: UUID | None = Field(default=None, foreign_key="contractors.id")  # where it is in the ledger
    name: str = Field(max_length=200)
    address: str = Field(default="", max_length=200)
    representative: str = Field(default="", max_length=200)
    corporate_number: str | None = Field(default=None, max_length=13)

    # 申請の内容
    requested_on: date
    scope: str = Field(max_length=2000)
    is_whole: bool = False  # 一括再委託
    reason: str = Field(max_length=2000)
    period_from: date
    period_to: date  # the last day
    amount: int | None = None
    share_percent: int | None = None
    started_early_on: date | None = None  # work began before any consent
    further_planned: bool = False  # the sub-contractor means to sub-contract in turn

    # 渡す情報
    information: list[str] = Field(default_factory=list, sa_type=Json)
    class_code: str | None = Field(default=None, max_length=4)
    personal: bool = False
    my_number: bool = False
    system: bool = False
    hosted: bool = False
    measures: str = Field(default="", max_length=4000)
    supervision: str = Field(default="", max_length=4000)

    # 承諾
    assessment_plan: str = Field(default="", max_length=2000)  # how its measures will be confirmed where it is not assessed yet
    conditions: list[str] = Field(default_factory=list, sa_type=Json)
    proposal: str = Field(default="", max_length=10)  # consent | refuse
    submitted_by: UUID | None = Field(default=None, foreign_key="people.id")
    submitted_at: datetime | None = None
    returned: bool = False
    decided_by_name: str = Field(default="", max_length=100)
    decided_by_post: str = Field(default="", max_length=200)
    decided_on: date | None = None
    decided_note: str = Field(default="", max_length=2000)
    ended_on: date | None = None
    ended_because: str = Field(default="", max_length=2000)
