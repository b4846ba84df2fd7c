"""The conditions of a use."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class CloudCondition(TenantRow, table=True):
    """利用の条件: from a rule of the policy set (``key``), or added in the decision (``key`` empty there, and a number).

    The section says that it is met (``met_on``), 情報政策担当課 looks at it (``checked_on``) or returns it: then it is open
    again, ``returns`` counts how often.
    """

    __tablename__ = "cloud_conditions"
    __table_args__ = (
        UniqueConstraint("municipality_code", "use_id", "position"),
        Index("ix_cloud_conditions_use", "municipality_code", "use_id", "position"),
    )

    use_id: UUID = Field(foreign_key="cloud_uses.id")
    position: int
    key: str = Field(default="", max_length=64)
    label: str = Field(max_length=200)
    text: str = Field(max_length=1000)
    due: str = Field(max_length=20)  # submission | use | date
    due_days: int | None = None  # days after the decision, until then
    due_on: date | None = None
    proof: str = Field(default="", max_length=500)  # which proof is wanted
    added_by: UUID | None = Field(default=None, foreign_key="people.id")
    added_by_name: str = Field(default="", max_length=100)
    met_on: date | None = None
    met_note: str = Field(default="", max_length=2000)
    met_by: UUID | None = Field(default=None, foreign_key="people.id")
    met_name: str = Field(default="", max_length=100)
    evidence_name: str = Field(default="", max_length=250)
    evidence_type: str = Field(default="", max_length=100)
    evidence_sha256: str = Field(default="", max_length=64)
    checked_on: date | None = None
    checked_by: UUID | None = Field(default=None, foreign_key="people.id")
    checked_name: str = Field(default="", max_length=100)
    check_note: str = Field(default="", max_length=2000)  # what the check found; why it was returned
    returns: int = 0
