"""What proves a contractor's measures."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class Evidence(TenantRow, table=True):
    """証跡: a certificate or a report. ``valid_until`` follows from the rule of its kind, never from what somebody hoped."""

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_evidence_contractor", "municipality_code", "contractor_id", "id"),
        Index("ix_evidence_valid", "municipality_code", "valid_until", "id"),
    )

    number: str = Field(max_length=30)
    contractor_id: UUID = Field(foreign_key="contractors.id")
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    kind: str = Field(max_length=64)  # of the policy set: iso27001, privacy_mark …
    title: str = Field(max_length=200)
    issuer: str = Field(default="", max_length=200)
    certificate_number: str = Field(default="", max_length=100)
    scope: str = Field(default="", max_length=2000)  # 適用範囲, as the certificate says
    in_scope: bool = False  # the site and service that do our work are within it
    scope_decided_name: str = Field(default="", max_length=100)
    scope_decided_at: datetime | None = None
    scope_note: str = Field(default="", max_length=2000)
    register_reference: str = Field(default="", max_length=200)  # the entry of the public register
    issued_on: date | None = None
    period_end: date | None = None  # the end of the audited period
    stated_until: date | None = None  # the last day, as the certificate says
    renewal_applied_on: date | None = None
    renewal_pending: bool = False
    valid_until: date | None = None  # the last day on which it counts; None: no end
    held_open: bool = False  # a renewal applied for in time is under decision: it stays valid after that day
    counts: bool = True  # in scope, registered and following a certificate that counts, where its kind wants that
    not_counted_because: str = Field(default="", max_length=500)
    replaced_by_id: UUID | None = None  # a later one of the same certificate
    sha256: str = Field(default="", max_length=64)
    file_name: str = Field(default="", max_length=250)
    media_type: str = Field(default="", max_length=100)
    size: int = 0
    check_sheet_id: UUID | None = Field(default=None, foreign_key="check_sheets.id")  # handed in with this round
    recorded_name: str = Field(default="", max_length=100)
    recorded_by: UUID | None = Field(default=None, foreign_key="people.id")  # None: by the contractor, or a system
    withdrawn_on: date | None = None
    withdrawn_reason: str = Field(default="", max_length=2000)

    @property
    def scope_decided(self) -> bool:
        """Whether an officer has said if our work is within the scope."""
        return self.scope_decided_at is not None
