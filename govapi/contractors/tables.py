"""Tables of the companies. Names stand exactly as written; keys for searching stand beside them."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class Contractor(TenantRow, table=True):
    """委託先: a company, a sole proprietor, a public body or a joint venture."""

    __tablename__ = "contractors"
    __table_args__ = (
        UniqueConstraint("municipality_code", "corporate_number"),
        UniqueConstraint("municipality_code", "number"),
        Index("ix_contractors_kana", "municipality_code", "kana_key", "id"),
        Index("ix_contractors_name_key", "municipality_code", "name_key"),
    )

    number: str = Field(max_length=30)
    kind: str = Field(max_length=20)
    name: str = Field(max_length=200)
    kana: str = Field(max_length=200)
    kana_key: str = Field(max_length=200)
    name_key: str = Field(max_length=200)
    corporate_number: str | None = Field(default=None, max_length=13)
    invoice_number: str | None = Field(default=None, max_length=14)
    representative_title: str = Field(default="", max_length=100)
    representative_name: str = Field(default="", max_length=100)
    postal_code: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=20)
    email: str = Field(default="", max_length=254)
    qualification_number: str = Field(default="", max_length=30)
    qualified_until: date | None = None  # the last day on which the 入札参加資格 holds
    remark: str = Field(default="", max_length=4000)


class Office(TenantRow, table=True):
    """契約先: the head office or a branch empowered to contract (委任), with the term of its power."""

    __tablename__ = "contractor_offices"
    __table_args__ = (
        CheckConstraint("delegated_to IS NULL OR delegated_from IS NULL OR delegated_to > delegated_from", name="delegation"),
        Index("ix_contractor_offices_contractor", "municipality_code", "contractor_id"),
    )

    contractor_id: UUID = Field(foreign_key="contractors.id")
    name: str = Field(max_length=200)
    signatory_title: str = Field(default="", max_length=100)
    signatory_name: str = Field(default="", max_length=100)
    postal_code: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=20)
    delegated_from: date | None = None
    delegated_to: date | None = None  # exclusive


class VentureMember(TenantRow, table=True):
    """共同企業体の構成員."""

    __tablename__ = "venture_members"
    __table_args__ = (UniqueConstraint("municipality_code", "venture_id", "member_id"),)

    venture_id: UUID = Field(foreign_key="contractors.id")
    member_id: UUID = Field(foreign_key="contractors.id")
    is_lead: bool = False
    share_percent: int | None = Field(default=None, ge=0, le=100)


class ContractorRestriction(TenantRow, table=True):
    """指名停止等: a dated fact that keeps a company out, with its ground."""

    __tablename__ = "contractor_restrictions"
    __table_args__ = (
        CheckConstraint("to_date IS NULL OR to_date > from_date", name="dates"),
        Index("ix_contractor_restrictions_contractor", "municipality_code", "contractor_id"),
    )

    contractor_id: UUID = Field(foreign_key="contractors.id")
    kind: str = Field(max_length=20)
    from_date: date
    to_date: date | None = None  # exclusive
    reason: str = Field(max_length=2000)
    reference: str = Field(default="", max_length=200)
