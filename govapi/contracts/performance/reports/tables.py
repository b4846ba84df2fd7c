"""The reports that came. What is expected follows from the contract's term and is stored nowhere."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class RegularReport(TenantRow, table=True):
    """定期報告: what the contractor reported about one period. ``period_to`` is its last day."""

    __tablename__ = "regular_reports"
    __table_args__ = (
        UniqueConstraint("municipality_code", "contract_id", "period_from"),
        CheckConstraint("period_to >= period_from", name="period"),
    )

    contract_id: UUID = Field(foreign_key="contracts.id")
    period_from: date
    period_to: date
    due_on: date
    received_on: date
    summary: str = Field(default="", max_length=4000)
    security_ok: bool
    security_note: str = Field(default="", max_length=2000)
    had_incident: bool = False
    staff_changed: bool = False
    file_sha256: str = Field(default="", max_length=64)
    recorded_name: str = Field(max_length=100)
