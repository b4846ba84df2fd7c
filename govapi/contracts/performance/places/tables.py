"""Where the work is done."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from govapi.db.base import TenantRow


class WorkPlace(TenantRow, table=True):
    """作業場所: used from ``starts_on`` to ``ends_on`` (the last day; None: still). ``notified_on`` is the day of the 届."""

    __tablename__ = "work_places"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="term"),
        Index("ix_work_places_contract", "municipality_code", "contract_id", "id"),
    )

    contract_id: UUID = Field(foreign_key="contracts.id")
    kind: str = Field(max_length=20)  # contractor_site | subcontractor_site | city_site | cloud | remote
    name: str = Field(max_length=200)
    address: str = Field(default="", max_length=200)
    work: str = Field(default="", max_length=500)
    starts_on: date
    ends_on: date | None = None
    notified_on: date
    reason: str = Field(default="", max_length=2000)
    recorded_name: str = Field(max_length=100)
    end_notified_on: date | None = None
    end_reason: str = Field(default="", max_length=2000)
