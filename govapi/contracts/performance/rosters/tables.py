"""The versions of a roster and the people on each."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class Roster(TenantRow, table=True):
    """従事者名簿: one version, whole; the newest one whose day has come is in force. Written once."""

    __tablename__ = "rosters"
    __table_args__ = (UniqueConstraint("municipality_code", "contract_id", "edition"),)

    contract_id: UUID = Field(foreign_key="contracts.id")
    edition: int
    effective_on: date
    received_on: date  # 名簿又は変更届を受けた日
    is_change: bool = False
    note: str = Field(default="", max_length=2000)
    worker_count: int = 0
    recorded_name: str = Field(max_length=100)


class RosterWorker(TenantRow, table=True):
    """従事者: personal data, seen by few; never in the search, the trail or the event feed."""

    __tablename__ = "roster_workers"
    __table_args__ = (Index("ix_roster_workers_roster", "municipality_code", "roster_id", "position"),)

    roster_id: UUID = Field(foreign_key="rosters.id")
    position: int
    name: str = Field(max_length=100)
    affiliation: str = Field(default="", max_length=200)
    role: str = Field(default="", max_length=100)
    trained_on: date | None = None
    scope: str = Field(default="", max_length=500)
    place: str = Field(default="", max_length=200)
    starts_on: date | None = None
    ends_on: date | None = None
    handles_my_number: bool = False
