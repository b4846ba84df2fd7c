"""The letters that leave, or have left, the house."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow, utc_now


class OutgoingMail(TenantRow, table=True):
    """送信する電子メール: its id is its Message-ID, so that a letter sent twice in doubt is known as the same one."""

    __tablename__ = "outgoing_mails"
    __table_args__ = (
        UniqueConstraint("municipality_code", "key"),
        Index("ix_outgoing_mails_waiting", "municipality_code", "status", "try_at", "id"),
    )

    key: str = Field(max_length=160)
    to_address: str = Field(max_length=254)
    to_name: str = Field(default="", max_length=200)
    subject: str = Field(max_length=200)
    body: str = Field(sa_type=Text)
    forget: bool = False  # its body holds a key: it is wiped as soon as the letter has left or is given up
    noun: str = Field(default="", max_length=40)
    record_id: UUID | None = None
    status: str = Field(default="waiting", max_length=10)  # waiting | sent | failed | not_sent: no mail server is set up
    try_at: datetime = Field(default_factory=utc_now)  # not before; while a worker sends it, when another may
    attempts: int = 0
    sent_at: datetime | None = None
    error: str = Field(default="", max_length=300)
