"""The steps of a playbook for one incident."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class IncidentStep(TenantRow, table=True):
    """対応の一段階: when it was done, by whom, and what proves it; or why it does not apply."""

    __tablename__ = "incident_steps"
    __table_args__ = (
        UniqueConstraint("municipality_code", "incident_id", "step"),
        Index("ix_incident_steps_file", "municipality_code", "sha256"),
    )

    incident_id: UUID = Field(foreign_key="incidents.id")
    playbook: str = Field(max_length=20)  # hijack | impersonation
    step: str = Field(max_length=64)  # of the policy set
    position: int
    label: str = Field(max_length=200)
    due_at: datetime
    evidence: bool = False
    done_at: datetime | None = None
    done_by: UUID | None = Field(default=None, foreign_key="people.id")
    done_name: str = Field(default="", max_length=100)
    note: str = Field(default="", max_length=2000)
    url: str = Field(default="", max_length=500)  # where it can be seen
    filename: str = Field(default="", max_length=200)
    media_type: str = Field(default="", max_length=100)
    sha256: str = Field(default="", max_length=64)
    size: int = 0
    not_needed_because: str = Field(default="", max_length=2000)
