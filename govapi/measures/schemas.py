"""Shapes of the measures at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Identifier, Input, Line, Output, Reason, Yen
from govapi.measures.rules import KINDS, Kind
from govapi.workflow.shapes import AvailableOut

Why = Annotated[Reason, Field(min_length=1)]
Key = Annotated[Identifier, Field(min_length=1)]
Status = Literal["draft", "in_approval", "decided", "lifted", "completed", "abandoned", "refused", "withdrawn"]


class MeasureIn(Input):
    """A measure under a contract: its kind, the clause it rests on, and the finding or the incident that gives cause."""

    kind: Kind
    contract_id: UUID
    finding_id: UUID | None = None
    incident_id: UUID | None = None
    clause_key: Key
    reason: Why
    demand: Reason = Field(default="", description="受託者に求める事項")
    effective_on: Day = Field(description="効力を生ずる日")
    until: Day | None = Field(default=None, description="一時中断の終期（この日まで）")
    amount: Yen | None = Field(default=None, description="請求する損害賠償の額（円）")


class MeasurePatch(Input):
    """The fields of a draft to change; those left out stay as they are."""

    clause_key: Key | None = None
    reason: Why | None = None
    demand: Reason | None = None
    effective_on: Day | None = None
    until: Day | None = None
    amount: Yen | None = None


class PaymentIn(Input):
    """損害賠償金の納付."""

    paid_on: Day
    amount: Annotated[Yen, Field(gt=0)]
    remark: Line = ""


class PaymentOut(Output):
    id: UUID
    paid_on: date
    amount: int
    remark: str
    recorded_name: str


class MeasureRow(Output):
    """A measure in a list."""

    id: UUID
    number: str
    kind: Kind
    kind_label: str = ""
    status: Status
    status_label: str = ""
    contract_id: UUID
    contractor_id: UUID
    clause_key: str
    clause_title: str
    clause_article: str
    effective_on: date
    until: date | None
    amount: int | None
    decided_on: date | None
    version: int
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.kind_label = KINDS[self.kind]


class MeasureOut(MeasureRow):
    """A measure with what this caller may do."""

    contract_number: str = ""
    contract_title: str = ""
    contractor_name: str = ""
    finding_id: UUID | None = Field(default=None, description="元となった指摘（閲覧できるとき）")
    finding_number: str = ""
    incident_id: UUID | None = Field(default=None, description="元となった事故（閲覧できるとき）")
    incident_number: str = ""
    clause_policy: list[str]
    reason: str
    demand: str
    requested_at: datetime | None
    decided_by_name: str
    decided_by_post: str
    applied_on: date | None
    ended_at: datetime | None
    end_note: str
    paid: int = Field(default=0, description="納付された額（円）")
    remaining: int = Field(default=0, description="まだ納付されていない額（円）")
    payments: list[PaymentOut] = Field(default_factory=list)
    available_actions: list[AvailableOut] = Field(default_factory=list)
