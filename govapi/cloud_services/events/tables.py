"""What changed about a service, and what each use answered."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class CloudEvent(TenantRow, table=True):
    """サービスの変化: 約款の変更, データの保存場所の変更, 事故, 提供の終了 …; every running use of it answers."""

    __tablename__ = "cloud_events"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index("ix_cloud_events_service", "municipality_code", "service_id", "id"),
    )

    number: str = Field(max_length=30)
    service_id: UUID = Field(foreign_key="cloud_services.id")
    kind: str = Field(max_length=20)  # terms | location | incident | suspension | ending | other
    title: str = Field(max_length=200)
    content: str = Field(max_length=4000)
    known_on: date
    effective_on: date | None = None
    answer_by: date
    terms_id: UUID | None = Field(default=None, foreign_key="cloud_terms.id")
    recorded_by: UUID | None = Field(default=None, foreign_key="people.id")
    recorded_name: str = Field(max_length=100)


class CloudEventAnswer(TenantRow, table=True):
    """利用ごとの対応: what the section that uses the service did about it."""

    __tablename__ = "cloud_event_answers"
    __table_args__ = (
        UniqueConstraint("municipality_code", "event_id", "use_id"),
        Index("ix_cloud_event_answers_use", "municipality_code", "use_id", "id"),
    )

    event_id: UUID = Field(foreign_key="cloud_events.id")
    use_id: UUID = Field(foreign_key="cloud_uses.id")
    result: str = Field(default="", max_length=20)  # empty: not answered | continue | change | stop
    note: str = Field(default="", max_length=2000)
    answered_on: date | None = None
    answered_by: UUID | None = Field(default=None, foreign_key="people.id")
    answered_name: str = Field(default="", max_length=100)
