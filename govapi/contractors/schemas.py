"""Shapes of the companies at the doors."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from govapi.contractors.rules import KINDS, RESTRICTIONS, Kind, RestrictionKind
from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Output, Remark, RequiredLine
from govapi.kit.japan.numbers import normalise_digits


def _digits(value: object) -> object:
    return normalise_digits(value) if isinstance(value, str) else value


CorporateNumber = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{13}$"), BeforeValidator(_digits), Field(examples=["7000012050002"])
]
InvoiceNumber = Annotated[str, StringConstraints(max_length=14), BeforeValidator(_digits), Field(examples=["T7000012050002"])]
PostalCode = Annotated[
    str, StringConstraints(pattern=r"^([0-9]{3}-?[0-9]{4})?$"), BeforeValidator(_digits), Field(examples=["861-0592"])
]


class ContractorIn(Input):
    """A company to register. Names are kept exactly as written (髙, 﨑, ㈱)."""

    kind: Kind
    name: RequiredLine
    kana: RequiredLine
    corporate_number: CorporateNumber | None = None
    invoice_number: InvoiceNumber | None = None
    representative_title: Line = ""
    representative_name: Line = ""
    postal_code: PostalCode = ""
    address: Line = ""
    phone: Identifier = ""
    email: Identifier = ""
    qualification_number: Identifier = ""
    qualified_until: Day | None = None
    remark: Remark = ""


class ContractorPatch(Input):
    """The fields to change; those left out stay as they are."""

    kind: Kind | None = None
    name: RequiredLine | None = None
    kana: RequiredLine | None = None
    corporate_number: CorporateNumber | None = None
    invoice_number: InvoiceNumber | None = None
    representative_title: Line | None = None
    representative_name: Line | None = None
    postal_code: PostalCode | None = None
    address: Line | None = None
    phone: Identifier | None = None
    email: Identifier | None = None
    qualification_number: Identifier | None = None
    qualified_until: Day | None = None
    remark: Remark | None = None


class ContractorOut(Output):
    """A company as others see it."""

    id: UUID
    number: str
    kind: Kind
    kind_label: str = ""
    name: str
    kana: str
    corporate_number: str | None
    invoice_number: str | None
    representative_title: str
    representative_name: str
    postal_code: str
    address: str
    phone: str
    email: str
    qualification_number: str
    qualified_until: date | None
    remark: str
    version: int
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.kind_label = KINDS[self.kind]


class ContractorCreated(ContractorOut):
    """The new company, and those already registered whose names read alike."""

    alike: list[ContractorOut] = Field(default_factory=list)


class OfficeIn(Input):
    """契約先 to add: the head office or an empowered branch."""

    name: RequiredLine
    signatory_title: Line = ""
    signatory_name: Line = ""
    postal_code: PostalCode = ""
    address: Line = ""
    phone: Identifier = ""
    delegated_from: Day | None = None
    delegated_to: Day | None = None


class OfficeOut(Output):
    id: UUID
    contractor_id: UUID
    name: str
    signatory_title: str
    signatory_name: str
    postal_code: str
    address: str
    phone: str
    delegated_from: date | None
    delegated_to: date | None
    version: int


class RestrictionIn(Input):
    """指名停止等 to record. ``to_date`` is the first day on which it no longer holds."""

    kind: RestrictionKind
    from_date: Day
    to_date: Day | None = None
    reason: RequiredLine
    reference: Line = ""


class RestrictionOut(Output):
    id: UUID
    contractor_id: UUID
    kind: RestrictionKind
    kind_label: str = ""
    from_date: date
    to_date: date | None
    reason: str
    reference: str
    version: int

    def model_post_init(self, _context: object) -> None:
        self.kind_label = RESTRICTIONS[self.kind]


class MemberIn(Input):
    """A company to add to a joint venture."""

    member_id: UUID
    is_lead: Flag = False
    share_percent: Annotated[int, Field(strict=True, ge=0, le=100)] | None = None


class MemberOut(Output):
    id: UUID
    member_id: UUID
    name: str
    is_lead: bool
    share_percent: int | None
