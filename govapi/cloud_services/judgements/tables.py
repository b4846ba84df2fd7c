"""Written judgements about a service."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from govapi.db.base import TenantRow


class CloudJudgement(TenantRow, table=True):
    """書面による判断: disclosure under foreign law (``disclosure``) or the safety of an unregistered service (``unregistered``).

    The newest of a kind that is valid on a day holds; ``acceptable`` False: a risk was found, or the service is not safe enough.
    """

    __tablename__ = "cloud_judgements"
    __table_args__ = (Index("ix_cloud_judgements_service", "municipality_code", "service_id", "kind", "judged_on", "id"),)

    service_id: UUID = Field(foreign_key="cloud_services.id")
    kind: str = Field(max_length=20)  # disclosure | unregistered
    acceptable: bool
    text: str = Field(max_length=4000)
    judged_on: date
    valid_until: date
    judged_by: UUID | None = Field(default=None, foreign_key="people.id")
    judged_name: str = Field(max_length=100)
    judged_post: str = Field(max_length=200)
