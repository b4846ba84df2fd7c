"""What the doors themselves keep: web sessions and remembered answers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class WebSession(TenantRow, table=True):
    """A signed-in browser. Only the hash of its token is kept; the token itself lives in the cookie."""

    __tablename__ = "web_sessions"
    __table_args__ = (
        UniqueConstraint("municipality_code", "token_hash"),
        Index("ix_web_sessions_expires", "municipality_code", "expires_at"),
    )

    token_hash: str = Field(max_length=64)
    subject: str = Field(max_length=255)
    csrf_token: str = Field(max_length=64)
    system_roles: list[str] = Field(default_factory=list, sa_type=Json)
    id_token: str = Field(default="", max_length=8000)
    person_id: UUID | None = None
    expires_at: datetime


class RememberedAnswer(TenantRow, table=True):
    """The answer given to an Idempotency-Key, so that a repeated POST changes nothing and gets the same answer."""

    __tablename__ = "remembered_answers"
    __table_args__ = (
        UniqueConstraint("municipality_code", "caller", "key"),
        Index("ix_remembered_answers_created", "municipality_code", "created_at"),
    )

    caller: str = Field(max_length=255)
    key: str = Field(max_length=200)
    request_hash: str = Field(max_length=64)
    status: int
    body: bytes = Field(sa_type=LargeBinary)
    headers: dict[str, str] = Field(default_factory=dict, sa_type=Json)
