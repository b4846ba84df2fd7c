"""What was answered when a registration was lost."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class RegistrationAnswer(TenantRow, table=True):
    """登録の失効等への対応: one answer to one loss. ``cause`` and ``lost_on`` name the loss as the key of its duty does."""

    __tablename__ = "registration_answers"
    __table_args__ = (
        UniqueConstraint(
            "municipality_code", "use_id", "registration_id", "cause", "lost_on", name="uq_registration_answers_loss"
        ),
        Index("ix_registration_answers_registration", "municipality_code", "registration_id"),
    )

    number: str = Field(max_length=30)  # the use's
    use_id: UUID = Field(foreign_key="cloud_uses.id")
    registration_id: UUID = Field(foreign_key="registrations.id")
    cause: str = Field(max_length=20)  # expiry | suspended | cancelled | gone
    lost_on: date
    answer: str = Field(max_length=20)  # continue | change | stop
    reason: str = Field(max_length=2000)
    until: date | None = None  # by when it is changed or stopped
    judgement_id: UUID | None = Field(default=None, foreign_key="cloud_judgements.id")
    answered_by: UUID | None = Field(default=None, foreign_key="people.id")
    answered_name: str = Field(max_length=100)
    answered_post: str = Field(max_length=200)
    answered_at: datetime
