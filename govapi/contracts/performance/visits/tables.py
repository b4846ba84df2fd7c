"""Visits and what was found at them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class SiteVisit(TenantRow, table=True):
    """実地調査: planned, announced, done, closed once everything found is settled."""

    __tablename__ = "site_visits"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_site_visits_contract", "municipality_code", "contract_id", "id"),
        Index("ix_site_visits_department", "municipality_code", "department_path", "id"),
        Index("ix_site_visits_status", "municipality_code", "status", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="planned", max_length=20)
    contract_id: UUID = Field(foreign_key="contracts.id")
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    purpose: str = Field(default="", max_length=2000)
    planned_on: date
    from_time: str = Field(default="", max_length=40)
    place: str = Field(default="", max_length=200)
    inspectors: list[str] = Field(default_factory=list, sa_type=Json)
    items: list[str] = Field(default_factory=list, sa_type=Json)  # what is looked at
    notified_by: UUID | None = Field(default=None, foreign_key="people.id")
    notified_at: datetime | None = None
    visited_on: date | None = None
    attended_by: str = Field(default="", max_length=400)
    conclusion: str = Field(default="", max_length=4000)


class SiteVisitFinding(TenantRow, table=True):
    """指摘: what was not as it should be, until when it is to be mended, and what became of it."""

    __tablename__ = "site_visit_findings"
    __table_args__ = (Index("ix_site_visit_findings_visit", "municipality_code", "visit_id", "position"),)

    visit_id: UUID = Field(foreign_key="site_visits.id")
    position: int
    item: str = Field(max_length=200)
    content: str = Field(max_length=2000)
    due_on: date | None = None
    settled_on: date | None = None
    settlement: str = Field(default="", max_length=2000)
    settled_name: str = Field(default="", max_length=100)
    handed_over_to: str = Field(default="", max_length=60)  # the number of the 改善要求 that goes on with it
